package io.grail.protocol.state;

import java.util.List;

/** Merges some chunks of one tensor, a few at a time, so that their sums stay in the cache. One thread. */
record TensorMerge(ChunkGrid grid, List<Sender> senders, Mixer mixer, ChunkStep step) {
    /** Chunks stepped together: wide enough for long stretches of memory, 512 KiB of sums. */
    private static final int ABREAST = 16;

    /** Merges the chunks {@code first … last} − 1. */
    void merge(int first, int last) {
        int across = grid.chunksAcross();
        double[] merged = new double[Math.min(ABREAST, across) * ChunkGrid.FULL];
        int chunk = first;
        while (chunk < last) {
            int endOfRow = (chunk / across + 1) * across;
            int count = Math.min(ABREAST, Math.min(last, endOfRow) - chunk);
            boolean sent = false;
            for (int i = 0; i < count; i++) {
                if (isSent(chunk + i)) {
                    mixer.mix(senders, chunk + i, merged, i * ChunkGrid.FULL);
                    sent = true;
                }
            }
            if (sent) {
                step.step(chunk, count, merged);
            }
            chunk += count;
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
