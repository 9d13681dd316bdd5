package io.grail.protocol.state;

import io.grail.protocol.run.MergeRule;

/** Makes one value of those that peers sent for a coordinate, a chunk at a time. One thread. */
sealed interface Mixer permits MeanMixer, RankMixer {
    /**
     * Takes a peer's values of the chunk; peers come in manifest order.
     *
     * @param places where in the chunk the values belong, {@code count} of them, each once
     * @param values the values, from index {@code from} on
     * @param factor to clip them by
     */
    void add(int[] places, int count, float[] values, int from, double factor);

    /** Replaces {@code into} by what the peers' values have become, and forgets them. */
    void mix(Mixed into);

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
