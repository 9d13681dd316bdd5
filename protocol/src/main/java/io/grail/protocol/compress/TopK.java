package io.grail.protocol.compress;

import io.grail.protocol.kernel.Lanes;

/**
 * Finds the k values of largest magnitude of a chunk, ties to the lower position.
 *
 * <p>First a threshold that leaves k candidates or some more, looked for near that of the chunk before; then an exact
 * selection among them, so that the guess costs or saves time and changes nothing. Zero and subnormal values are never
 * kept: nothing is lost by leaving them to error feedback. Not for more than one thread.
 */
final class TopK {
    /** Magnitude bits of the largest subnormal number. */
    private static final int LARGEST_SUBNORMAL = 0x007fffff;

    private static final int INFINITE = 0x7f800000;
    private static final int UNKNOWN = -1;

    /** The first step of a threshold that was wrong: about a quarter of it. */
    private static final int STEP = 1 << 21;

    /** The guess for the next chunk is some percent below what fitted this one. */
    private static final int MARGIN = 3 << 18;

    private static final int POSITION_BITS = 12;
    private static final int POSITION_MASK = (1 << POSITION_BITS) - 1;

    private final Lanes lanes;
    private final long[] marks;
    private final long[] keys;
    private final long[] work;
    private int guess = INFINITE;

    /** For chunks of at most {@code size} ≤ 4096 values. */
    TopK(int size, Lanes lanes) {
        this.lanes = lanes;
        marks = new long[Math.ceilDiv(size, Long.SIZE)];
        keys = new long[size];
        work = new long[size];
    }

    /**
     * Selects at most {@code k} of the first {@code size} values; returns how many.
     *
     * @param largest magnitude bits of the largest of them, which is finite
     */
    int select(float[] values, int size, int k, int largest) {
        if (largest <= LARGEST_SUBNORMAL) {
            return 0;
        }
        int candidates = markCandidates(values, size, k, Math.min(guess, largest - 1));
        collect(values, size);
        if (candidates <= k) {
            return candidates;
        }
        long least = select(candidates, k);
        int kept = 0;
        for (int i = 0; i < candidates; i++) {
            long key = keys[i];
            keys[kept] = key;
            kept += key >= least ? 1 : 0;
        }
        guess = Math.max(LARGEST_SUBNORMAL, (int) (least >>> POSITION_BITS) - MARGIN);
        return kept;
    }

    /** Position of kept value number {@code index}, in ascending order. */
    int position(int index) {
        return POSITION_MASK - ((int) keys[index] & POSITION_MASK);
    }

    /** Marks at least {@code k} values, or all worth sending; returns how many. */
    private int markCandidates(float[] values, int size, int k, int first) {
        int enough = 4 * k + Long.SIZE;
        int low = UNKNOWN;
        int high = INFINITE;
        int threshold = first;
        int step = STEP;
        while (true) {
            int found = lanes.mark(values, size, threshold, marks);
            boolean tooFew = found < k;
            if (tooFew ? threshold == LARGEST_SUBNORMAL : found <= enough || high - threshold == 1) {
                return found;
            }
            if (tooFew) {
                high = threshold;
            } else {
                low = threshold;
            }
            boolean between = low != UNKNOWN && high < INFINITE;
            threshold = between
                    ? low + (high - low) / 2
                    : tooFew ? Math.max(LARGEST_SUBNORMAL, threshold - step) : Math.min(high - 1, threshold + step);
            step = Math.min(2 * step, INFINITE / 4);
        }
    }

    /** Makes the keys of what is marked: ordered by magnitude, of equal ones the lower position has the higher key. */
    private void collect(float[] values, int size) {
        int count = 0;
        for (int from = 0; from < size; from += Long.SIZE) {
            for (long word = marks[from / Long.SIZE]; word != 0; word &= word - 1) {
                int position = from + Long.numberOfTrailingZeros(word);
                long magnitudeBits = Float.floatToRawIntBits(values[position]) & Lanes.MAGNITUDE;
                keys[count++] = magnitudeBits << POSITION_BITS | (POSITION_MASK - position);
            }
        }
    }

    /** The {@code k}-th largest of the first {@code count} keys (Hoare's selection). */
    private long select(int count, int k) {
        System.arraycopy(keys, 0, work, 0, count);
        int low = 0;
        int high = count - 1;
        while (low < high) {
            long pivot = work[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (work[i] > pivot) {
                    i++;
                }
                while (work[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = work[i];
                    work[i++] = work[j];
                    work[j--] = swap;
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
        return work[k - 1];
    }
}
