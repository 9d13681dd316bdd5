package io.grail.bench.quantise;

import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.TensorShape;

/** How many ways there are to choose what was kept, in bits. */
final class Combinations {
    private Combinations() {}

    /** Σ log₂ C(n, k) over a tensor's chunks of n values, of which k were kept. */
    static double bits(TensorShape shape, KeptTensor kept) {
        ChunkGrid grid = new ChunkGrid(shape);
        if (kept.chunks() != grid.chunks()) {
            throw new IllegalArgumentException(shape.name() + " has an empty chunk, whose place is not known here");
        }
        double bits = 0;
        for (int chunk = 0; chunk < grid.chunks(); chunk++) {
            bits += log2(grid.chunk(chunk).size(), kept.chunkEnd(chunk) - kept.chunkStart(chunk));
        }
        return bits;
    }

    /** log₂ C(n, k). */
    static double log2(int n, int k) {
        double bits = 0;
        for (int i = 1; i <= k; i++) {
            bits += Math.log((double) (n - k + i) / i);
        }
        return bits / Math.log(2);
    }
}
