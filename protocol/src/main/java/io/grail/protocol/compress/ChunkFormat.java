package io.grail.protocol.compress;

import io.grail.protocol.state.ChunkGrid;

/**
 * What the run fixes about a chunk of {@code size} values: how many are kept, and the Rice parameter of their gaps.
 *
 * @param size n, values in the chunk
 * @param kept k, values that a chunk sends unless fewer are worth sending
 * @param rice b: a gap g is sent as ⌊g / 2^b⌋ in unary and b low bits
 */
record ChunkFormat(int size, int kept, int rice) {
    static final int SHORT_FLAG_BITS = 1;
    static final int COUNT_BITS = 12;
    static final int VALUE_BITS = 2;
    static final int EMPTY_BITS = SHORT_FLAG_BITS + Levels.SCALE_BITS;

    /** @param topK kept values of a full chunk of 4096 */
    static ChunkFormat of(int size, int topK) {
        int kept = Math.max(1, size * topK / ChunkGrid.FULL);
        return new ChunkFormat(size, kept, riceParameter(size, kept));
    }

    /** The largest b with 2^b ≤ 0.96·(n/k − ½), but at least 0: near the best there is for gaps of uniform positions. */
    private static int riceParameter(int size, int kept) {
        int b = 0;
        while ((25L * kept) << (b + 1) <= 24L * size - 12L * kept) {
            b++;
        }
        return b;
    }

    /** The longest record of such a chunk, in bits. */
    int maxBits() {
        int whole = EMPTY_BITS + Levels.RATIO_BITS + listBits(kept);
        return kept == 1 ? whole : Math.max(whole, EMPTY_BITS + COUNT_BITS + Levels.RATIO_BITS + listBits(kept - 1));
    }

    private int listBits(int count) {
        // The unary parts are longest when one gap holds all that may be skipped.
        return count * (1 + rice + VALUE_BITS) + ((size - count) >>> rice);
    }
}
