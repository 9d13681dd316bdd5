package io.grail.protocol.run;

/**
 * Section {@code [outer]}: the merge into the shared model.
 *
 * @param merge key of a {@link MergeRule}
 * @param learningRate α at up to {@code referencePeers} merged updates
 * @param finalFraction of the learning rate: it comes down to it along half a cosine over the run's windows
 * @param nesterov μ of Nesterov's momentum on the merged updates; 0 for none
 * @param referencePeers number of updates up to which α is not scaled down
 * @param gatherPeers at most so many updates are merged in a window
 * @param newcomerSeats of these, seats drawn by lot for newcomers
 */
public record OuterConfig(
        String merge,
        double learningRate,
        double finalFraction,
        double nesterov,
        int referencePeers,
        int gatherPeers,
        int newcomerSeats) {
    public OuterConfig {
        MergeRule.of(merge);
        Range.check("outer.learningRate", learningRate, 1e-6, 10);
        Range.check("outer.finalFraction", finalFraction, 0, 1);
        Range.check("outer.nesterov", nesterov, 0, 0.999);
        Range.check("outer.referencePeers", referencePeers, 1, 256);
        Range.check("outer.gatherPeers", gatherPeers, 1, 256);
        Range.check("outer.newcomerSeats", newcomerSeats, 0, gatherPeers);
    }

    /** Whether the shared state has a momentum beside the parameters. */
    public boolean hasMomentum() {
        return nesterov > 0;
    }

    /** The rule that {@code merge} names. */
    public MergeRule mergeRule() {
        return MergeRule.of(merge);
    }
}
