package io.grail.protocol.state;

import java.util.List;

/**
 * Merges a stretch of one tensor, chunk by chunk in the order of the wire, so that a chunk's sums stay in the cache. One
 * thread, one use.
 */
final class TensorMerge {
    private final TensorShape shape;
    private final List<Sender> senders;
    private final Mixer mixer;
    private final ChunkStep step;
    private final int[] next;
    private final int[] places = new int[ChunkGrid.FULL];
    private final Mixed mixed = new Mixed();

    TensorMerge(TensorShape shape, List<Sender> senders, Mixer mixer, ChunkStep step) {
        this.shape = shape;
        this.senders = senders;
        this.mixer = mixer;
        this.step = step;
        next = new int[senders.size()];
    }

    /** Merges the bands {@code first … last} − 1. */
    void merge(int first, int last) {
        ChunkGrid grid = new ChunkGrid(shape);
        for (int peer = 0; peer < next.length; peer++) {
            next[peer] = senders.get(peer).firstFrom((long) first * grid.bandLength());
        }
        for (int chunk = first * grid.chunksInBand(); chunk < last * grid.chunksInBand(); chunk++) {
            ChunkFrame frame = ChunkFrame.of(shape, grid.chunk(chunk));
            for (int peer = 0; peer < next.length; peer++) {
                take(senders.get(peer), peer, frame);
            }
            mixer.mix(mixed);
            step.step(frame, mixed);
        }
    }

    private void take(Sender sender, int peer, ChunkFrame frame) {
        int count = frame.locate(sender.positions(), next[peer], places);
        if (count > 0) {
            mixer.add(places, count, sender.values(), next[peer], sender.factor());
            next[peer] += count;
        }
    }
}
