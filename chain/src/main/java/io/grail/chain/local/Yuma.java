package io.grail.chain.local;

import io.grail.chain.local.Verdict.Shares;
import io.grail.chain.local.YumaEpoch.Staked;
import io.grail.protocol.identity.Uid;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Yuma consensus: turns validators' weights into everybody's pay.
 *
 * <p>Pure, binary64, ascending order: the same result on any machine. Subtensor computes in 32.32 fixed point; the
 * difference stays within one u16 (docs/chain.md). O(n² log n) for n slots. Source: subtensor, run_epoch.rs.
 */
final class Yuma {
    private final EpochRules rules;
    private final YumaEpoch epoch;
    private final int n;

    private Yuma(YumaEpoch epoch) {
        this.epoch = epoch;
        rules = epoch.rules();
        n = epoch.stakes().size();
    }

    /** The verdict on every slot, by UID. Shares sum to 1 unless no slot has any stake. */
    static List<Verdict> run(YumaEpoch epoch) {
        return new Yuma(epoch).verdicts();
    }

    private List<Verdict> verdicts() {
        double[] stake = Matrix.normalised(doubles(Staked::stake));
        double[] active = activeStake(stake);
        double[][] weights = countedWeights();
        double majority = rules.kappa() / 65_535.0;
        double[] consensus = new double[n];
        Arrays.setAll(consensus, j -> Matrix.weightedMedian(active, Matrix.column(weights, j), majority));

        double[][] clipped = clip(weights, consensus);
        double[] trust = Arrays.stream(clipped).mapToDouble(Matrix::sum).toArray();
        double[] incentive = Matrix.normalised(weightedColumnSums(clipped, active));
        double[][] bonds = bonds(bondWeights(weights, clipped), active);
        double[] dividends = dividends(bonds, active, incentive);
        if (!rules.bonds().yuma3()) {
            Matrix.upscaleColumns(bonds);
        }
        boolean[] permits = permits();
        double total = Matrix.sum(incentive) + Matrix.sum(dividends);
        double[] idle = total > 0 ? new double[n] : Matrix.sum(active) > 0 ? active : stake;
        return IntStream.range(0, n)
                .mapToObj(i -> new Verdict(
                        permits[i],
                        new Shares(
                                Matrix.u16(consensus[i]),
                                Matrix.u16(incentive[i]),
                                Matrix.u16(dividends[i]),
                                Matrix.u16(trust[i])),
                        total > 0 ? incentive[i] / total : 0,
                        total > 0 ? dividends[i] / total : idle[i],
                        permits[i] ? Matrix.sparse(bonds[i]) : none()))
                .toList();
    }

    private static SortedMap<Uid, Integer> none() {
        return Collections.unmodifiableSortedMap(new TreeMap<>());
    }

    private double[] doubles(ToLongFunction<Staked> figure) {
        return epoch.stakes().stream().mapToDouble(figure::applyAsLong).toArray();
    }

    /** Stake of those who may and do set weights, normalised. */
    private double[] activeStake(double[] stake) {
        double[] active = stake.clone();
        for (int i = 0; i < n; i++) {
            Staked slot = epoch.stakes().get(i);
            if (!slot.permit() || slot.since().lastUpdate() + rules.activityCutoff() < epoch.block()) {
                active[i] = 0;
            }
        }
        return Matrix.normalised(active);
    }

    /** Weights of permitted validators, none on oneself (the owner excepted), none older than the slot's holder. */
    private double[][] countedWeights() {
        double[][] weights =
                Matrix.dense(epoch.stakes().stream().map(Staked::weights).toList());
        for (int i = 0; i < n; i++) {
            Staked validator = epoch.stakes().get(i);
            boolean ownersSlot =
                    epoch.owner().isPresent() && epoch.owner().get().value() == i;
            for (int j = 0; j < n; j++) {
                boolean outdated = validator.since().lastUpdate()
                        <= epoch.stakes().get(j).since().registeredAt();
                if (!validator.permit() || outdated || (i == j && !ownersSlot)) {
                    weights[i][j] = 0;
                }
            }
        }
        Matrix.normaliseRows(weights);
        return weights;
    }

    private static double[][] clip(double[][] weights, double[] consensus) {
        return Arrays.stream(weights)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> Math.min(row[j], consensus[j]))
                        .toArray())
                .toArray(double[][]::new);
    }

    private double[] weightedColumnSums(double[][] matrix, double[] rowWeights) {
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sums[j] += rowWeights[i] * matrix[i][j];
            }
        }
        return sums;
    }

    private double[][] bondWeights(double[][] weights, double[][] clipped) {
        double penalty = rules.bonds().penalty() / 65_535.0;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i][j] = weights[i][j] + penalty * (clipped[i][j] - weights[i][j]);
            }
        }
        return result;
    }

    /** The moving average of bonds: of the weights themselves (Yuma 3), or of stake in each column (Yuma 2). */
    private double[][] bonds(double[][] bondWeights, double[] active) {
        boolean yuma3 = rules.bonds().yuma3();
        double[][] old = keptBonds();
        double[][] fresh = bondWeights;
        if (!yuma3) {
            fresh = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    fresh[i][j] = active[i] * bondWeights[i][j];
                }
            }
            Matrix.normaliseColumns(old);
            Matrix.normaliseColumns(fresh);
        }
        double keep = rules.bonds().movingAverage() / 1e6;
        double[][] bonds = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                bonds[i][j] = (1 - keep) * fresh[i][j] + keep * old[i][j];
            }
        }
        if (!yuma3) {
            Matrix.normaliseColumns(bonds);
        }
        return bonds;
    }

    private double[][] keptBonds() {
        double[][] bonds =
                Matrix.dense(epoch.stakes().stream().map(Staked::bonds).toList());
        for (int j = 0; j < n; j++) {
            if (epoch.stakes().get(j).since().registeredAt() >= epoch.previous()) {
                for (double[] row : bonds) {
                    row[j] = 0;
                }
            }
        }
        return bonds;
    }

    private double[] dividends(double[][] bonds, double[] active, double[] incentive) {
        boolean yuma3 = rules.bonds().yuma3();
        double[][] shares = Arrays.stream(bonds).map(double[]::clone).toArray(double[][]::new);
        Matrix.normaliseColumns(shares);
        double[] dividends = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                dividends[i] += shares[i][j] * incentive[j];
            }
            dividends[i] *= yuma3 ? active[i] : 1;
        }
        return Matrix.normalised(dividends);
    }

    /** The slots with most stake; among equals the higher UID, as Subtensor's sort leaves it. */
    private boolean[] permits() {
        boolean[] permits = new boolean[n];
        IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingLong(
                                (Integer i) -> epoch.stakes().get(i).stake())
                        .reversed()
                        .thenComparing(Comparator.<Integer>reverseOrder()))
                .limit(rules.maxValidators())
                .filter(i -> epoch.stakes().get(i).stake() > 0)
                .forEach(i -> permits[i] = true);
        return permits;
    }
}
