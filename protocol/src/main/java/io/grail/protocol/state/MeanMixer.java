package io.grail.protocol.state;

/** Means: of the peers that sent a coordinate, or of all. */
final class MeanMixer implements Mixer {
    private final int peers;
    private final double[] sums = new double[ChunkGrid.FULL];
    private final int[] senders = new int[ChunkGrid.FULL];
    private final int[] touched = new int[ChunkGrid.FULL + 1];
    private int count;

    /** Divides by {@code peers}; if that is 0, by the number of senders. */
    MeanMixer(int peers) {
        this.peers = peers;
    }

    @Override
    public void add(int[] places, int sent, float[] values, int from, double factor) {
        int known = count;
        for (int i = 0; i < sent; i++) {
            int at = places[i];
            // Without a branch, which would be mispredicted often: the next coordinate overwrites one known before.
            touched[known] = at;
            known += senders[at] == 0 ? 1 : 0;
            senders[at]++;
            sums[at] += factor * values[from + i];
        }
        count = known;
    }

    @Override
    public void mix(Mixed into) {
        for (int i = 0; i < count; i++) {
            int at = touched[i];
            into.places[i] = at;
            into.values[i] = sums[at] / (peers == 0 ? senders[at] : peers);
            sums[at] = 0;
            senders[at] = 0;
        }
        into.count = count;
        count = 0;
    }
}
