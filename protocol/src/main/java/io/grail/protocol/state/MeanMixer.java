package io.grail.protocol.state;

import java.util.Arrays;

/** Means: of the peers that sent a coordinate, or of all. */
final class MeanMixer implements Mixer {
    private final int peers;
    private final double[] sums = new double[ChunkGrid.FULL];
    private final short[] senders = new short[ChunkGrid.FULL];
    private final int[] shared = new int[ChunkGrid.FULL];
    private int count;

    /** Divides by {@code peers}; if that is 0, by the number of senders. */
    MeanMixer(int peers) {
        this.peers = peers;
    }

    @Override
    public void add(Sender sender, int chunk) {
        short[] places = sender.places();
        float[] values = sender.values();
        double factor = sender.factor();
        int until = sender.starts()[chunk + 1];
        for (int i = sender.starts()[chunk]; i < until; i++) {
            int at = places[i];
            sums[at] += factor * values[i];
            // Rare, so that the branch costs little, and most coordinates need no division.
            if (++senders[at] == 2) {
                shared[count++] = at;
            }
        }
    }

    @Override
    public double[] mix() {
        if (peers > 0) {
            for (int at = 0; at < sums.length; at++) {
                sums[at] /= peers;
            }
        } else {
            for (int i = 0; i < count; i++) {
                sums[shared[i]] /= senders[shared[i]];
            }
        }
        Arrays.fill(senders, (short) 0);
        count = 0;
        return sums;
    }
}
