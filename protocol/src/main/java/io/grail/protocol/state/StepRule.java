package io.grail.protocol.state;

import io.grail.protocol.run.MergeRule;
import io.grail.protocol.run.RunConfig;

/**
 * All that the outer step takes from the run (docs/state.md, Outer step).
 *
 * @param merge how the values of one coordinate become one
 * @param rate α
 * @param referencePeers number of peers up to which α is not scaled down
 */
public record StepRule(MergeRule merge, double rate, int referencePeers) {
    public static StepRule of(RunConfig run) {
        return new StepRule(
                run.outer().mergeRule(), run.outer().learningRate(), run.outer().referencePeers());
    }

    /**
     * The outer rate for a tensor that {@code merged} peers sent: α·√(min(1, referencePeers / merged)).
     *
     * <p>Few coordinates have two senders, so nearly every value sent is applied in full and the length of the merged
     * step grows with the root of the number of peers; the factor takes that growth back. The mean over all peers does
     * not grow, so there α is as it is.
     */
    public double rateFor(int merged) {
        if (merge == MergeRule.MEAN || merged <= referencePeers) {
            return rate;
        }
        return rate * StrictMath.sqrt(referencePeers / (double) merged);
    }
}
