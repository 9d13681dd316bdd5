package io.grail.protocol.state;

import java.util.Arrays;
import java.util.List;

/** Means: of the peers that sent a coordinate, or of all. */
final class MeanMixer implements Mixer {
    private final int peers;
    private final short[] senders = new short[ChunkGrid.FULL];
    private final int[] shared = new int[ChunkGrid.FULL + 1];

    /** Divides by {@code peers}; if that is 0, by the number of senders. */
    MeanMixer(int peers) {
        this.peers = peers;
    }

    @Override
    public void mix(List<Sender> from, int chunk, float[] into) {
        int count = 0;
        for (Sender sender : from) {
            count = add(sender, chunk, into, count);
        }
        if (peers > 0) {
            for (int at = 0; at < ChunkGrid.FULL; at++) {
                into[at] /= peers;
            }
        } else {
            for (int i = 0; i < count; i++) {
                into[shared[i]] /= senders[shared[i]];
            }
        }
        Arrays.fill(senders, (short) 0);
    }

    /** Adds a sender's values; {@code known} coordinates had a second sender before, returned is how many have now. */
    private int add(Sender sender, int chunk, float[] into, int known) {
        short[] places = sender.places();
        float[] values = sender.values();
        float factor = sender.factor();
        int count = known;
        int until = sender.starts()[chunk + 1];
        for (int i = sender.starts()[chunk]; i < until; i++) {
            int at = places[i];
            into[at] += factor * values[i];
            int before = senders[at]++;
            // Without a branch, which would often be mispredicted: what is no second sender is written over.
            shared[count] = at;
            count += ((before ^ 1) - 1) >>> 31;
        }
        return count;
    }
}
