package io.grail.protocol.state;

import java.util.List;

/** Moves a tensor's parameters by what peers' values were merged into. One thread. */
sealed interface ChunkStep permits RowStep, SignStep {
    /** Whether parameters move of which nobody sent anything. */
    boolean movesUnsent();

    /** What it moves: each laid out as the tensor. */
    List<float[]> moved();

    /**
     * Takes the step for a chunk.
     *
     * @param merged 4096 places; set to zero
     */
    void step(ChunkGrid.Chunk chunk, float[] merged);
}
