package io.grail.protocol.state;

/**
 * Brings into the cache what is soon used chunk by chunk. Memory is fast in long stretches, and a chunk's own rows are short
 * ones: reading rows through many chunks first saves a seventh of a merge's time (docs/state.md, Cost).
 */
final class ReadAhead {
    /** Numbers of a cache line, of which reading one brings all. */
    private static final int LINE = 16;

    /** Takes what was read, since the compiler removes a read that nobody needs. */
    private static volatile float unusedSum;

    private ReadAhead() {}

    /** Reads a tensor's values in some chunks. */
    static void of(float[] values, ChunkGrid.Neighbours chunks) {
        float sum = 0;
        for (int row = 0; row < chunks.rows(); row++) {
            int start = chunks.start(0, row);
            for (int i = 0; i < chunks.width(); i += LINE) {
                sum += values[start + i];
            }
        }
        unusedSum = sum;
    }
}
