package io.grail.protocol.state;

import java.util.Arrays;

/** θ ← θ − α·d. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainStep(float[] theta, ChunkGrid grid, double rate) implements ChunkStep {
    @Override
    public void step(int first, int count, double[] merged) {
        ChunkGrid.Chunk left = grid.chunk(first);
        int lastColumns = grid.chunk(first + count - 1).columns();
        // Across all chunks row by row: memory is fastest in long stretches, and a chunk's row is a short one.
        for (int row = 0; row < left.rows(); row++) {
            int to = left.start() + row * left.stride();
            for (int i = 0; i < count; i++) {
                int columns = i == count - 1 ? lastColumns : left.columns();
                subtract(theta, to + i * left.columns(), merged, i * ChunkGrid.FULL + row * columns, columns, rate);
            }
        }
        Arrays.fill(merged, 0, count * ChunkGrid.FULL, 0);
    }

    // Without a branch, for the vector unit: where nobody sent anything d is +0, which changes no bit of θ.
    private static void subtract(float[] target, int to, double[] merged, int from, int count, double rate) {
        for (int i = 0; i < count; i++) {
            target[to + i] = (float) (target[to + i] - rate * merged[from + i]);
        }
    }
}
