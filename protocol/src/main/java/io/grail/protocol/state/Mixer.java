package io.grail.protocol.state;

import io.grail.protocol.run.MergeRule;
import java.util.List;

/** Makes one value of those that peers sent for a coordinate, a chunk at a time. One thread. */
sealed interface Mixer permits MeanMixer, RankMixer {
    /**
     * What the senders' values of a chunk become.
     *
     * @param senders in manifest order
     * @param into takes the merged values at their places of the chunk; zero before, and zero after where nobody sent
     *     any
     */
    void mix(List<Sender> senders, int chunk, float[] into);

    /**
     * The mixer of a rule.
     *
     * @param peers that take part in the tensor
     * @param cap of a scaled value's magnitude, where the rule caps
     */
    static Mixer of(MergeRule rule, int peers, float cap) {
        return switch (rule) {
            case SCATTER_MEAN -> new MeanMixer(0);
            case MEAN -> new MeanMixer(peers);
            case TRIMMED_MEAN -> new RankMixer(cap, RankMixer::trimmedMean);
            case MEDIAN -> new RankMixer(cap, RankMixer::median);
        };
    }
}
