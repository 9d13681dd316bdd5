package io.grail.chain.local;

/**
 * Constants of registration.
 *
 * @param maxUids slots of the subnet; a full subnet recycles them
 * @param immunityBlocks blocks for which a fresh slot is spared, if others can go
 * @param minNonImmune slots beyond immunity that must remain for immunity to be respected
 */
public record RegistrationRules(int maxUids, int immunityBlocks, int minNonImmune, BurnRules burn) {
    public RegistrationRules {
        Check.range("maxUids", maxUids, 2, 256);
        Check.range("immunityBlocks", immunityBlocks, 0, 10_000_000);
        Check.range("minNonImmune", minNonImmune, 0, 256);
    }

    /**
     * The price of a slot: times {@code increasePermille}/1000 at each registration, halved in {@code halfLifeBlocks}.
     *
     * @param minRao lowest price, and the first
     * @param maxRao highest price
     */
    public record BurnRules(long minRao, long maxRao, int halfLifeBlocks, int increasePermille) {
        public BurnRules {
            Check.range("maxBurn", maxRao, 1, Ledger.RAO * 1_000_000);
            Check.range("minBurn", minRao, 1, maxRao);
            Check.range("burnHalfLife", halfLifeBlocks, 1, 1_000_000);
            Check.range("burnIncrease", increasePermille, 1_000, 1_000_000);
        }

        /** The price one block later. */
        long decayed(long price) {
            // StrictMath: every replay of the log must find the same price.
            return clamped(price * StrictMath.pow(2, -1.0 / halfLifeBlocks));
        }

        /** The price after one more registration. */
        long increased(long price) {
            return clamped(price * (increasePermille / 1e3));
        }

        private long clamped(double price) {
            return Math.clamp((long) price, minRao, maxRao);
        }
    }
}
