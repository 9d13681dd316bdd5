package io.grail.protocol.state;

import java.util.Arrays;

/** θ ← θ − α·d. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainStep(float[] theta, double rate) implements ChunkStep {
    @Override
    public void step(ChunkGrid.Chunk chunk, double[] merged) {
        for (int row = 0; row < chunk.rows(); row++) {
            subtract(chunk.start() + row * chunk.stride(), merged, row * chunk.columns(), chunk.columns());
        }
        Arrays.fill(merged, 0, chunk.size(), 0);
    }

    // A row without a branch, for the vector unit: where nobody sent anything d is +0, which changes no bit.
    private void subtract(int to, double[] merged, int from, int count) {
        for (int i = 0; i < count; i++) {
            theta[to + i] = (float) (theta[to + i] - rate * merged[from + i]);
        }
    }
}
