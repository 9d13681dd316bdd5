package io.grail.protocol.state;

/** Moves a tensor's parameters by what peers' values were merged into. One thread. */
sealed interface ChunkStep permits RowStep, SignStep {
    /** Whether parameters move of which nobody sent anything. */
    boolean movesUnsent();

    /**
     * Takes the step for some chunks.
     *
     * @param merged 4096 places for each chunk; set to zero
     */
    void step(ChunkGrid.Neighbours chunks, double[] merged);
}
