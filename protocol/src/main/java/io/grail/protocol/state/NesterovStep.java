package io.grail.protocol.state;

import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.kernel.Momentum;

/** v ← μ·v + d, θ ← θ − α·(d + μ·v), v being the new one: also where d is zero. */
record NesterovStep(Momentum moved, Lanes lanes) implements ChunkStep {
    @Override
    public boolean movesUnsent() {
        return true;
    }

    @Override
    public void step(ChunkGrid.Neighbours chunks, double[] merged) {
        for (int row = 0; row < chunks.rows(); row++) {
            for (int i = 0; i < chunks.count(); i++) {
                int columns = chunks.columns(i);
                int from = i * ChunkGrid.FULL + row * columns;
                lanes.nesterov(moved, chunks.start(i, row), merged, from, columns);
            }
        }
    }
}
