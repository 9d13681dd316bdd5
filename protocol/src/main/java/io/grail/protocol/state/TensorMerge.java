package io.grail.protocol.state;

import java.util.List;

/** Merges some chunks of one tensor, a few at a time, so that their sums stay in the cache. One thread. */
record TensorMerge(ChunkGrid grid, List<Sender> senders, Mixer mixer, ChunkStep step) {
    /** Chunks stepped together: wide enough for long stretches of memory, 512 KiB of sums. */
    private static final int ABREAST = 16;

    /** Merges the chunks {@code first … last} − 1. */
    void merge(int first, int last) {
        double[] merged = new double[Math.min(ABREAST, grid.chunks()) * ChunkGrid.FULL];
        int next = first;
        while (next < last) {
            ChunkGrid.Neighbours chunks = grid.neighbours(next, last, ABREAST);
            boolean moves = step.movesUnsent();
            for (int i = 0; i < chunks.count(); i++) {
                if (isSent(next + i)) {
                    mixer.mix(senders, next + i, merged, i * ChunkGrid.FULL);
                    moves = true;
                }
            }
            if (moves) {
                step.step(chunks, merged);
            }
            next += chunks.count();
        }
    }

    private boolean isSent(int chunk) {
        for (Sender sender : senders) {
            if (sender.starts()[chunk] < sender.starts()[chunk + 1]) {
                return true;
            }
        }
        return false;
    }
}
