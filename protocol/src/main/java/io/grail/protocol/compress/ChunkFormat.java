package io.grail.protocol.compress;

import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;

/**
 * What the run fixes about a chunk of {@code size} values: how many are kept, how their gaps and how they are coded.
 *
 * @param size n, values in the chunk
 * @param kept k, values that a chunk sends unless fewer are worth sending
 * @param gaps the code of the gaps between positions
 * @param valueBits of a kept value: 1 for its sign, 2 or 4 for sign and level, 32 for the number itself
 */
record ChunkFormat(int size, int kept, Golomb gaps, int valueBits) {
    static final int SHORT_FLAG_BITS = 1;
    static final int COUNT_BITS = 12;

    static ChunkFormat of(int size, CompressionConfig config) {
        int kept = Math.max(1, size * config.topK() / ChunkGrid.FULL);
        return new ChunkFormat(size, kept, Golomb.of(size, kept), config.bits());
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

    private int listBits(int count) {
        return count * valueBits + gaps.maxBits(count, size - count);
    }
}
