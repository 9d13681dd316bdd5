package io.grail.protocol.run;

/**
 * Section {@code [incentive]}: every constant of docs/incentive.md.
 *
 * @param evalRate an update is judged at this fraction of the outer step
 * @param evalSamples samples on which losses are compared, for own and for common data each
 * @param mu initial rating mean
 * @param sigma initial rating deviation
 * @param beta performance deviation of one match
 * @param tau added to every deviation before a match
 * @param ownThreshold own-data advantage, in standard deviations, above which an update passes for its own data's
 * @param binaryDecay of the own-data average b ← decay·b + (1 − decay)·(±1)
 * @param scorePower p: weights are proportional to score^p
 * @param burnShare of the weights that goes to the subnet owner's uid, to be burned
 * @param historyWindows length of the histories that the penalties look at
 * @param maxMissing so many missing of {@code historyWindows} reset a miner and put it out
 * @param exileWindows for how many windows a miner is put out
 * @param alikeMild likeness, beyond what is usual among a window's updates, from which b is halved
 * @param alikeClear from which a miner is reset
 * @param alikeSame from which it is reset and put out
 */
public record IncentiveConfig(
        double evalRate,
        int evalSamples,
        double mu,
        double sigma,
        double beta,
        double tau,
        double ownThreshold,
        double binaryDecay,
        double scorePower,
        double burnShare,
        int historyWindows,
        int maxMissing,
        int exileWindows,
        double alikeMild,
        double alikeClear,
        double alikeSame) {
    public IncentiveConfig {
        Range.check("incentive.evalRate", evalRate, 1e-6, 1);
        Range.check("incentive.evalSamples", evalSamples, 1, 65_536);
        Range.check("incentive.mu", mu, 0, 1_000);
        Range.check("incentive.sigma", sigma, 1e-3, 1_000);
        Range.check("incentive.beta", beta, 1e-3, 1_000);
        Range.check("incentive.tau", tau, 0, 1_000);
        Range.check("incentive.ownThreshold", ownThreshold, 0, 100);
        Range.check("incentive.binaryDecay", binaryDecay, 0, 1);
        Range.check("incentive.scorePower", scorePower, 0.1, 10);
        Range.check("incentive.burnShare", burnShare, 0, 1);
        Range.check("incentive.historyWindows", historyWindows, 1, 64);
        Range.check("incentive.maxMissing", maxMissing, 1, historyWindows);
        Range.check("incentive.exileWindows", exileWindows, 0, 100_000);
        Range.check("incentive.alikeMild", alikeMild, 0, 1);
        Range.check("incentive.alikeClear", alikeClear, alikeMild, 1);
        Range.check("incentive.alikeSame", alikeSame, alikeClear, 1);
    }
}
