package io.grail.protocol.state;

import java.util.List;

/** Merges some chunks of one tensor, one by one, so that a chunk's sums stay in the cache. One thread. */
record TensorMerge(ChunkGrid grid, List<Sender> senders, Mixer mixer, ChunkStep step) {
    /** Merges the chunks {@code first … last} − 1. A chunk of which nobody sent anything stays. */
    void merge(int first, int last) {
        for (int chunk = first; chunk < last; chunk++) {
            boolean sent = false;
            for (Sender sender : senders) {
                if (sender.starts()[chunk] < sender.starts()[chunk + 1]) {
                    mixer.add(sender, chunk);
                    sent = true;
                }
            }
            if (sent) {
                step.step(grid.chunk(chunk), mixer.mix());
            }
        }
    }
}
