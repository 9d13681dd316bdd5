package io.grail.protocol.state;

/** A step in which every parameter moves by itself: taken row by row through all the chunks, as memory lies. */
sealed interface RowStep extends ChunkStep permits PlainStep, NesterovStep {
    /**
     * Takes the step for a stretch of parameters.
     *
     * @param at the first parameter
     * @param from place of its d in {@code merged}; d's are set to zero
     */
    void step(int at, double[] merged, int from, int count);

    @Override
    default void step(ChunkGrid.Neighbours chunks, double[] merged) {
        for (int row = 0; row < chunks.rows(); row++) {
            for (int i = 0; i < chunks.count(); i++) {
                int columns = chunks.columns(i);
                step(chunks.start(i, row), merged, i * ChunkGrid.FULL + row * columns, columns);
            }
        }
    }
}
