package io.grail.protocol.compress;

import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;

/**
 * What the run fixes about a chunk of {@code size} values: how many are kept, how their gaps and how they are coded.
 *
 * @param size n, values in the chunk
 * @param kept k, values that a chunk sends unless fewer are worth sending
 * @param rice b: a gap g is sent as ⌊g / 2^b⌋ in unary and b low bits
 * @param valueBits of a kept value: 1 for its sign, 2 or 4 for sign and level, 32 for the number itself
 */
record ChunkFormat(int size, int kept, int rice, int valueBits) {
    static final int SHORT_FLAG_BITS = 1;
    static final int COUNT_BITS = 12;

    static ChunkFormat of(int size, CompressionConfig config) {
        int kept = Math.max(1, size * config.topK() / ChunkGrid.FULL);
        return new ChunkFormat(size, kept, riceParameter(size, kept), config.bits());
    }

    /** Whether values are sent as they are and not as levels. */
    boolean raw() {
        return valueBits == Float.SIZE;
    }

    /** Width of a value's level. */
    int indexBits() {
        return raw() ? 0 : valueBits - 1;
    }

    /** Width of the code of the low level. */
    int scaleBits() {
        return raw() ? 0 : Levels.SCALE_BITS;
    }

    /** Width of the code of the levels' ratio; there is none where there is one level. */
    int ratioBits() {
        return indexBits() > 0 ? Levels.RATIO_BITS : 0;
    }

    /** The shortest record: a low level of 0, or a count of 0 where there are no levels. */
    int emptyBits() {
        return SHORT_FLAG_BITS + (raw() ? COUNT_BITS : scaleBits());
    }

    /** The longest record of such a chunk, in bits. */
    int maxBits() {
        int whole = SHORT_FLAG_BITS + scaleBits() + ratioBits();
        int shorter = kept == 1 ? 0 : whole + COUNT_BITS + listBits(kept - 1);
        return Math.max(Math.max(whole + listBits(kept), shorter), emptyBits());
    }

    /** The largest b with 2^b ≤ 0.96·(n/k − ½), but at least 0: near the best there is for gaps of uniform positions. */
    private static int riceParameter(int size, int kept) {
        int b = 0;
        while ((25L * kept) << (b + 1) <= 24L * size - 12L * kept) {
            b++;
        }
        return b;
    }

    private int listBits(int count) {
        // The unary parts are longest when one gap holds all that may be skipped.
        return count * (1 + rice + valueBits) + ((size - count) >>> rice);
    }
}
