package io.grail.protocol.state;

/** Moves a tensor's parameters by what a chunk's values were merged into. One thread, chunks of one tensor. */
sealed interface ChunkStep permits PlainStep, SignStep {
    /** Takes the step for one chunk, and sets {@code merged}, of which the chunk's size counts, to zero. */
    void step(ChunkGrid.Chunk chunk, double[] merged);
}
