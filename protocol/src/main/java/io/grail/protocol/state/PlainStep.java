package io.grail.protocol.state;

import io.grail.protocol.kernel.Lanes;

/** θ ← θ − α·d. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainStep(float[] theta, double rate, Lanes lanes) implements ChunkStep {
    @Override
    public boolean movesUnsent() {
        return false;
    }

    @Override
    public void step(ChunkGrid.Neighbours chunks, double[] merged) {
        for (int row = 0; row < chunks.rows(); row++) {
            for (int i = 0; i < chunks.count(); i++) {
                int columns = chunks.columns(i);
                int from = i * ChunkGrid.FULL + row * columns;
                // Where nobody sent anything d is +0, which changes no bit of θ.
                lanes.subtract(theta, chunks.start(i, row), merged, from, columns, rate);
            }
        }
    }
}
