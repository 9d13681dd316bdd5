package io.grail.protocol.compress;

import java.util.Arrays;

/**
 * Finds the k values of largest magnitude of a chunk, ties to the lower position, in about one pass.
 *
 * <p>Values are offered in ascending position; those above the best threshold known so far go to a small buffer, and
 * when it is full a selection halves it and raises the threshold. Zero and subnormal values are never kept: nothing is
 * lost by leaving them to error feedback. Not for more than one thread.
 */
final class TopK {
    /** Magnitude bits of the largest subnormal number. */
    private static final int LARGEST_SUBNORMAL = 0x007fffff;

    private static final int MAGNITUDE = 0x7fffffff;
    private static final int POSITION_BITS = 12;
    private static final int POSITION_MASK = (1 << POSITION_BITS) - 1;

    private final long[] keys;
    private int k;
    private int size;
    private int threshold;

    /** For chunks of which at most {@code maxKept} values are kept. */
    TopK(int maxKept) {
        keys = new long[Math.max(4 * maxKept, 256)];
    }

    void start(int kept) {
        k = kept;
        size = 0;
        threshold = LARGEST_SUBNORMAL;
    }

    /**
     * Offers {@code count} values from {@code start} on, which are the chunk's values from {@code position} on; all
     * before were offered.
     */
    void offer(float[] values, int start, int count, int position) {
        int least = threshold;
        for (int i = 0; i < count; i++) {
            int magnitudeBits = Float.floatToRawIntBits(values[start + i]) & MAGNITUDE;
            if (magnitudeBits > least) {
                // Equal magnitudes: the lower position has the higher key.
                keys[size++] = ((long) magnitudeBits << POSITION_BITS) | (POSITION_MASK - (position + i));
                if (size == keys.length) {
                    select();
                    least = threshold;
                }
            }
        }
    }

    /** Ends the chunk; returns how many values are kept, at most k. */
    int finish() {
        if (size > k) {
            select();
        }
        Arrays.sort(keys, 0, size);
        return size;
    }

    /** Kept magnitude number {@code index} in ascending order, after {@link #finish()}. */
    float magnitude(int index) {
        return Float.intBitsToFloat((int) (keys[index] >>> POSITION_BITS));
    }

    /** Writes the kept positions in ascending order to the front of {@code target}, after {@link #finish()}. */
    void positions(int[] target) {
        for (int i = 0; i < size; i++) {
            target[i] = POSITION_MASK - (int) (keys[i] & POSITION_MASK);
        }
        Arrays.sort(target, 0, size);
    }

    /** Moves the k largest keys to the front (Hoare's selection), drops the others, raises the threshold. */
    private void select() {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            long pivot = keys[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] > pivot) {
                    i++;
                }
                while (keys[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swap;
                }
            }
            if (k - 1 <= j) {
                high = j;
            } else if (k - 1 >= i) {
                low = i;
            } else {
                break;
            }
        }
        size = k;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < k; i++) {
            least = Math.min(least, keys[i]);
        }
        threshold = (int) (least >>> POSITION_BITS);
    }
}
