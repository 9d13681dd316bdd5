package io.grail.protocol.incentive;

/**
 * How much better an update does on its own samples than is explained by who made it and what they are
 * (docs/incentive.md, section Own-data average). Binary64, in index order.
 */
public final class OwnAdvantage {
    /** Where one update stands alone there is nothing to measure by, and its sign is all there is. */
    private static final double ALONE = 10;

    private OwnAdvantage() {}

    /**
     * The advantage of every update, in standard deviations.
     *
     * @param own effects on the own samples of miner b (row) of update i (column): as many rows as columns
     * @param common effects on the common samples, by update
     */
    public static double[] of(double[][] own, double[] common) {
        int updates = common.length;
        double[] advantages = new double[updates];
        for (int i = 0; i < updates; i++) {
            advantages[i] = of(i, own, common);
        }
        return advantages;
    }

    private static double of(int i, double[][] own, double[] common) {
        int updates = common.length;
        double mine = beyondOthers(own[i], i);
        if (updates == 1) {
            return ALONE * Math.signum(mine - common[i]);
        }
        double[] elsewhere = new double[updates];
        int next = 0;
        for (int batch = 0; batch < updates; batch++) {
            if (batch != i) {
                elsewhere[next++] = beyondOthers(own[batch], i);
            }
        }
        elsewhere[next] = beyondOthers(common, i);
        double mean = 0;
        for (double each : elsewhere) {
            mean += each / updates;
        }
        double squares = 0;
        for (double each : elsewhere) {
            squares += (each - mean) * (each - mean);
        }
        double deviation = StrictMath.sqrt(squares / (updates - 1));
        return deviation == 0 ? ALONE * Math.signum(mine - mean) : (mine - mean) / deviation;
    }

    /** The effect of update i on a batch, less the mean effect of all others; all of it if there is no other. */
    private static double beyondOthers(double[] effects, int i) {
        double others = 0;
        for (int j = 0; j < effects.length; j++) {
            others += j == i ? 0 : effects[j];
        }
        return effects.length == 1 ? effects[i] : effects[i] - others / (effects.length - 1);
    }
}
