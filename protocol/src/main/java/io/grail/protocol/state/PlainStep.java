package io.grail.protocol.state;

import java.util.Arrays;

/** θ ← θ − α·d. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainStep(float[] theta, double rate) implements ChunkStep {
    @Override
    public void step(ChunkGrid.Neighbours chunks, double[] merged) {
        for (int row = 0; row < chunks.rows(); row++) {
            for (int i = 0; i < chunks.count(); i++) {
                int columns = chunks.columns(i);
                int from = i * ChunkGrid.FULL + row * columns;
                subtract(theta, chunks.start(i, row), merged, from, columns, rate);
            }
        }
        Arrays.fill(merged, 0, chunks.count() * ChunkGrid.FULL, 0);
    }

    // Without a branch, for the vector unit: where nobody sent anything d is +0, which changes no bit of θ.
    private static void subtract(float[] target, int to, double[] merged, int from, int count, double rate) {
        for (int i = 0; i < count; i++) {
            target[to + i] = (float) (target[to + i] - rate * merged[from + i]);
        }
    }
}
