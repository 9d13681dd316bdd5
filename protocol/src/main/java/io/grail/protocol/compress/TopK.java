package io.grail.protocol.compress;

import io.grail.protocol.kernel.Lanes;

/**
 * Finds the k values of largest magnitude of a chunk, ties to the lower position.
 *
 * <p>First a threshold that leaves k candidates or some more, looked for near that of the chunk before; then the exact
 * one among them by bisection, so that the guess costs or saves time and changes nothing. Zero and subnormal values are
 * never kept: nothing is lost by leaving them to error feedback. Not for more than one thread.
 */
final class TopK {
    /** Magnitude bits of the largest subnormal number. */
    private static final int LARGEST_SUBNORMAL = 0x007fffff;

    private static final int INFINITE = 0x7f800000;
    private static final int UNKNOWN = -1;

    /** The first step of a threshold that was wrong: about a quarter of it. */
    private static final int STEP = 1 << 21;

    /** Marks of a word that are taken without asking whether there are as many. */
    private static final int UNROLLED = 4;

    /** The guess for the next chunk is some percent below what fitted this one. */
    private static final int MARGIN = 3 << 18;

    private final Lanes lanes;
    private final long[] marks;
    private final int[] positions;
    private final int[] magnitudes;
    private int guess = INFINITE;

    /** What all that is marked exceeds. */
    private int threshold;

    /** For chunks of at most {@code size} ≤ 4096 values. */
    TopK(int size, Lanes lanes) {
        this.lanes = lanes;
        marks = new long[Math.ceilDiv(size, Long.SIZE)];
        positions = new int[size + UNROLLED];
        magnitudes = new int[size];
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
        collect(size);
        if (candidates <= k) {
            return candidates;
        }
        for (int i = 0; i < candidates; i++) {
            magnitudes[i] = Float.floatToRawIntBits(values[positions[i]]) & Lanes.MAGNITUDE;
        }
        int limit = limit(candidates, k, threshold, largest);
        int ties = k - above(candidates, limit);
        int kept = 0;
        for (int i = 0; i < candidates; i++) {
            positions[kept] = positions[i];
            int over = magnitudes[i] - limit;
            int tie = over == 0 && ties > 0 ? 1 : 0;
            ties -= tie;
            kept += tie + (-over >>> 31);
        }
        guess = Math.max(LARGEST_SUBNORMAL, limit - MARGIN);
        return kept;
    }

    /** Position of kept value number {@code index}, in ascending order. */
    int position(int index) {
        return positions[index];
    }

    /** Marks at least {@code k} values, or all worth sending; returns how many. */
    private int markCandidates(float[] values, int size, int k, int first) {
        int enough = 4 * k + Long.SIZE;
        int low = UNKNOWN;
        int high = INFINITE;
        threshold = first;
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

    /** The positions of what is marked, ascending. */
    private void collect(int size) {
        int count = 0;
        for (int from = 0; from < size; from += Long.SIZE) {
            long word = marks[from / Long.SIZE];
            int end = count + Long.bitCount(word);
            // How many a word has is as good as random; the first few are taken without asking.
            for (int i = 0; i < UNROLLED; i++) {
                positions[count + i] = from + Long.numberOfTrailingZeros(word);
                word &= word - 1;
            }
            for (int i = count + UNROLLED; i < end; i++) {
                positions[i] = from + Long.numberOfTrailingZeros(word);
                word &= word - 1;
            }
            count = end;
        }
    }

    /** The least number from {@code from} on that at most {@code k} candidates exceed, or a larger one that k do. */
    private int limit(int candidates, int k, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int above = above(candidates, middle);
            if (above == k) {
                return middle;
            }
            if (above > k) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int above(int candidates, int limit) {
        int above = 0;
        for (int i = 0; i < candidates; i++) {
            above += (limit - magnitudes[i]) >>> 31;
        }
        return above;
    }
}
