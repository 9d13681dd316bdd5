package io.grail.protocol.state;

import io.grail.protocol.run.MergeRule;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.window.Window;

/**
 * All that the outer step takes from the run (docs/state.md, Outer step).
 *
 * @param merge how the values of one coordinate become one
 * @param sign whether the values are coefficients, of whose inverse transform the sign counts: profile {@code demo}
 * @param rate α of the window
 * @param referencePeers number of peers up to which α is not scaled down
 * @param nesterov μ of the momentum; 0 for none
 */
public record StepRule(MergeRule merge, boolean sign, double rate, int referencePeers, double nesterov) {
    public StepRule {
        if (sign && nesterov > 0) {
            throw new IllegalArgumentException("a sign step has no momentum, got " + nesterov);
        }
    }

    /** A rule without momentum. */
    public StepRule(MergeRule merge, boolean sign, double rate, int referencePeers) {
        this(merge, sign, rate, referencePeers, 0);
    }

    /** The rule by which the updates of {@code window} are merged. */
    public static StepRule of(RunConfig run, Window window) {
        return new StepRule(
                run.outer().mergeRule(),
                run.compression().takesSign(),
                run.outer().learningRate() * fraction(run, window),
                run.outer().referencePeers(),
                run.outer().nesterov());
    }

    /** Half a cosine over the run's windows, from 1 to the final fraction, and constant thereafter. */
    private static double fraction(RunConfig run, Window window) {
        double last = run.outer().finalFraction();
        long passed = window.number() - run.run().startWindow();
        double progress = Math.clamp((double) passed / Math.max(1, run.run().windows() - 1), 0.0, 1.0);
        return last + (1 - last) * (0.5 * (1 + StrictMath.cos(StrictMath.PI * progress)));
    }

    /**
     * The outer rate for a tensor that {@code merged} peers sent: α·√(min(1, referencePeers / merged)).
     *
     * <p>Few coordinates have two senders, so nearly every value sent is applied in full and the length of the merged
     * step grows with the root of the number of peers; the factor takes that growth back. Neither the mean over all
     * peers nor a sign grows, so there α is as it is.
     */
    public double rateFor(int merged) {
        if (sign || merge == MergeRule.MEAN || merged <= referencePeers) {
            return rate;
        }
        return rate * StrictMath.sqrt(referencePeers / (double) merged);
    }
}
