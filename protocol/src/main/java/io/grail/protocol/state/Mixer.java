package io.grail.protocol.state;

import io.grail.protocol.run.MergeRule;

/** Makes one value of those that peers sent for a coordinate, a chunk at a time. One thread. */
sealed interface Mixer permits MeanMixer, RankMixer {
    /** Takes what {@code sender} sent of a chunk; senders come in manifest order. */
    void add(Sender sender, int chunk);

    /**
     * What the values have become, at their places of the chunk, zero where nobody sent any. The array is this mixer's:
     * whoever takes it sets it to zero before the next chunk.
     */
    double[] mix();

    /**
     * The mixer of a rule.
     *
     * @param peers that take part in the tensor
     * @param cap of a clipped value's magnitude, where the rule caps
     */
    static Mixer of(MergeRule rule, int peers, double cap) {
        return switch (rule) {
            case SCATTER_MEAN -> new MeanMixer(0);
            case MEAN -> new MeanMixer(peers);
            case TRIMMED_MEAN -> new RankMixer(cap, RankMixer::trimmedMean);
            case MEDIAN -> new RankMixer(cap, RankMixer::median);
        };
    }
}
