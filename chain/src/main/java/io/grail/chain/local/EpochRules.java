package io.grail.chain.local;

/**
 * Constants of an epoch, as Subtensor names them.
 *
 * @param tempo blocks from one epoch to the next
 * @param kappa majority of stake, as a fraction of 65535, that consensus asks for
 * @param activityCutoff blocks after which a validator that sets no weights stops counting
 * @param maxValidators neurons with most stake that get a permit
 */
public record EpochRules(int tempo, int kappa, BondRules bonds, int activityCutoff, int maxValidators) {
    public EpochRules {
        Check.range("tempo", tempo, 1, 50_400);
        Check.range("kappa", kappa, 0, 65_535);
        Check.range("activityCutoff", activityCutoff, 1, 10_000_000);
        Check.range("maxValidators", maxValidators, 1, 256);
    }

    /**
     * How a validator's bonds follow its weights.
     *
     * @param yuma3 bonds per validator as in Yuma 3, else per column as in Yuma 2
     * @param movingAverage millionths of the old bond that stay at each epoch
     * @param penalty fraction of 65535 by which weights above consensus earn no bond
     */
    public record BondRules(boolean yuma3, int movingAverage, int penalty) {
        public BondRules {
            Check.range("movingAverage", movingAverage, 0, 1_000_000);
            Check.range("penalty", penalty, 0, 65_535);
        }
    }
}
