package io.grail.protocol.state;

/** Moves a tensor's parameters by what a chunk's values were merged into. One thread, chunks of one tensor. */
sealed interface ChunkStep permits PlainStep, SignStep {
    void step(ChunkFrame frame, Mixed mixed);
}
