package io.grail.chain.local;

/**
 * Limits on setting weights.
 *
 * @param rateLimit blocks between two settings by one validator, and after its registration
 * @param minAllowed fewest weights in one setting, unless the subnet has fewer slots
 * @param versionKey lowest version of the software; 0 allows all
 * @param stakeThreshold rao below which a hotkey neither sets weights nor gets a permit
 */
public record WeightRules(int rateLimit, int minAllowed, long versionKey, long stakeThreshold) {
    public WeightRules {
        Check.range("weightsRateLimit", rateLimit, 0, 10_000_000);
        Check.range("minAllowedWeights", minAllowed, 0, 256);
        Check.range("versionKey", versionKey, 0, Long.MAX_VALUE);
        Check.range("stakeThreshold", stakeThreshold, 0, Long.MAX_VALUE);
    }
}
