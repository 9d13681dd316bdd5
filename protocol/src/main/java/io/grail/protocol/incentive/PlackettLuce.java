package io.grail.protocol.incentive;

import io.grail.protocol.run.IncentiveConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The Plackett–Luce rating update for matches of single players (docs/incentive.md, section Rating).
 *
 * <p>O(n²) in the number of players; binary64 in a fixed order, so equal input gives equal bits everywhere. Source:
 * Weng and Lin, JMLR 12 (2011), algorithm 4, as OpenSkill 6.2.0 has it; 6.1.3 agrees but for ties, where it lifts the
 * whole group, even one that is tied last.
 *
 * @param beta deviation of one performance around a player's mean, above 0
 * @param tau added in quadrature to every deviation before a match, so that no rating freezes; at least 0
 */
public record PlackettLuce(double beta, double tau) {
    /** A match never shrinks a variance below this fraction of itself; below it, σ could reach 0. */
    static final double KAPPA = 1e-4;

    static PlackettLuce of(IncentiveConfig config) {
        return new PlackettLuce(config.beta(), config.tau());
    }

    /**
     * The ratings after a match.
     *
     * @param before ratings in any order; the sums run in this order
     * @param ranks by the same index: lower is better, equal is a tie
     * @return by the same index
     * @throws IllegalArgumentException if the two differ in length
     */
    public List<Rating> after(List<Rating> before, int[] ranks) {
        if (before.size() != ranks.length) {
            throw new IllegalArgumentException(before.size() + " ratings, but " + ranks.length + " ranks");
        }
        Match match = new Match(before, ranks);
        List<Rating> after = new ArrayList<>(ranks.length);
        for (int i = 0; i < ranks.length; i++) {
            after.add(match.updated(i));
        }
        return List.copyOf(after);
    }

    /** What all players of one match share: c, S_q and A_q of the paper. */
    private final class Match {
        private final int[] ranks;
        private final double[] mu;
        private final double[] variance;
        private final double c;
        private final double[] strength;
        private final double[] strengthFrom;
        private final int[] tied;

        Match(List<Rating> before, int[] ranks) {
            int players = ranks.length;
            this.ranks = ranks;
            mu = new double[players];
            variance = new double[players];
            double total = 0;
            for (int i = 0; i < players; i++) {
                Rating rating = before.get(i);
                mu[i] = rating.mu();
                variance[i] = rating.sigma() * rating.sigma() + tau * tau;
                total += variance[i] + beta * beta;
            }
            c = Math.sqrt(total);
            strength = new double[players];
            double top = highest(mu);
            for (int i = 0; i < players; i++) {
                // Only quotients of strengths are used: the shift keeps exp from overflowing at extreme ratings.
                strength[i] = StrictMath.exp((mu[i] - top) / c);
            }
            strengthFrom = new double[players];
            tied = new int[players];
            for (int q = 0; q < players; q++) {
                for (int i = 0; i < players; i++) {
                    strengthFrom[q] += ranks[i] >= ranks[q] ? strength[i] : 0;
                    tied[q] += ranks[i] == ranks[q] ? 1 : 0;
                }
            }
        }

        Rating updated(int i) {
            double omega = 0;
            double delta = 0;
            for (int q = 0; q < ranks.length; q++) {
                if (ranks[q] <= ranks[i] && strengthFrom[q] > 0) {
                    double p = strength[i] / strengthFrom[q];
                    omega += (q == i ? 1 - p : -p) / tied[q];
                    delta += p * (1 - p) / tied[q];
                }
            }
            double gamma = Math.sqrt(variance[i]) / c;
            double kept = Math.max(1 - variance[i] / (c * c) * delta * gamma, KAPPA);
            return new Rating(mu[i] + variance[i] / c * omega, Math.sqrt(variance[i] * kept));
        }
    }

    private static double highest(double[] values) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            highest = Math.max(highest, value);
        }
        return highest;
    }
}
