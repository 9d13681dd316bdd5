package io.grail.protocol.state;

/** A step in which every parameter moves by itself. */
sealed interface RowStep extends ChunkStep permits PlainStep, NesterovStep {
    /**
     * Takes the step for a stretch of parameters.
     *
     * @param at the first parameter
     * @param from place of its d in {@code merged}; d's are set to zero
     */
    void step(int at, float[] merged, int from, int count);

    @Override
    default void step(ChunkGrid.Chunk chunk, float[] merged) {
        for (int row = 0; row < chunk.rows(); row++) {
            step(chunk.start() + row * chunk.stride(), merged, row * chunk.columns(), chunk.columns());
        }
    }
}
