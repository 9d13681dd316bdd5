package io.grail.protocol.compress;

import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;

/**
 * What the run fixes about a chunk of {@code size} values: how many are kept, how their gaps and how they are coded.
 *
 * @param size n, values in the chunk
 * @param kept k, values that a chunk sends unless fewer are worth sending
 * @param rice b: a gap g is sent as ⌊g / 2^b⌋ in unary and b low bits
 * @param valueBits of a kept value: 1 for its sign, 2 for sign and level
 */
record ChunkFormat(int size, int kept, int rice, int valueBits) {
    static final int SHORT_FLAG_BITS = 1;
    static final int COUNT_BITS = 12;
    static final int EMPTY_BITS = SHORT_FLAG_BITS + Levels.SCALE_BITS;

    static ChunkFormat of(int size, CompressionConfig config) {
        int kept = Math.max(1, size * config.topK() / ChunkGrid.FULL);
        return new ChunkFormat(size, kept, riceParameter(size, kept), config.bits());
    }

    /** Whether values tell one of two levels besides their sign. */
    boolean twoLevels() {
        return valueBits == 2;
    }

    /** Width of the code of the levels' ratio; there is none where there is one level. */
    int ratioBits() {
        return twoLevels() ? Levels.RATIO_BITS : 0;
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
        int whole = EMPTY_BITS + ratioBits() + listBits(kept);
        return kept == 1 ? whole : Math.max(whole, EMPTY_BITS + COUNT_BITS + ratioBits() + listBits(kept - 1));
    }

    private int listBits(int count) {
        // The unary parts are longest when one gap holds all that may be skipped.
        return count * (1 + rice + valueBits) + ((size - count) >>> rice);
    }
}
