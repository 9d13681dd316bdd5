package io.grail.protocol.state;

import java.util.List;

/** Merges some chunks of one tensor, one after the other, so that a chunk's sums stay in the first cache. One thread. */
record TensorMerge(ChunkGrid grid, List<Sender> senders, Mixer mixer, ChunkStep step) {
    /** Chunks whose parameters are read ahead together: 256 KiB of a wide matrix, in stretches of 4. */
    private static final int ABREAST = 16;

    /** Merges the chunks {@code first … last} − 1. */
    void merge(int first, int last) {
        float[] merged = new float[ChunkGrid.FULL];
        int next = first;
        while (next < last) {
            ChunkGrid.Neighbours chunks = grid.neighbours(next, last, ABREAST);
            if (step.movesUnsent() || isSent(next, chunks.count())) {
                step.moved().forEach(values -> ReadAhead.of(values, chunks));
            }
            for (int i = 0; i < chunks.count(); i++) {
                boolean sent = isSent(next + i, 1);
                if (sent) {
                    mixer.mix(senders, next + i, merged);
                }
                if (sent || step.movesUnsent()) {
                    step.step(chunks.chunk(i), merged);
                }
            }
            next += chunks.count();
        }
    }

    /** Whether anybody sent anything for {@code count} chunks. */
    private boolean isSent(int first, int count) {
        for (Sender sender : senders) {
            if (sender.starts()[first] < sender.starts()[first + count]) {
                return true;
            }
        }
        return false;
    }
}
