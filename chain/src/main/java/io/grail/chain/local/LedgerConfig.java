package io.grail.chain.local;

import io.grail.chain.local.EpochRules.BondRules;
import io.grail.chain.local.RegistrationRules.BurnRules;
import io.grail.protocol.bytes.CanonicalWriter;

/**
 * All constants of one development network; they are part of its genesis, so none changes later.
 *
 * @param seed goes into every block hash, so that two networks differ
 */
public record LedgerConfig(
        long seed, EpochRules epoch, RegistrationRules registration, WeightRules weights, EmissionRules emission) {
    /** Subtensor's 5,000 blocks are 13.9 of its epochs; were they 5,000 here, whoever vanished would be paid for ever. */
    private static final int ACTIVE_EPOCHS = 14;

    /**
     * Defaults for one machine: Subtensor's constants where they fit, but an epoch every 10 blocks and weights every 5
     * (docs/chain.md lists them all).
     */
    public static LedgerConfig laptop(long seed) {
        return new LedgerConfig(
                seed,
                new EpochRules(10, 32_767, new BondRules(true, 900_000, 65_535), ACTIVE_EPOCHS * 10, 64),
                new RegistrationRules(256, 5_000, 10, new BurnRules(Ledger.RAO / 2_000, 100 * Ledger.RAO, 360, 1_260)),
                new WeightRules(5, 1, 0, 1_000 * Ledger.RAO),
                new EmissionRules(Ledger.RAO, 11_796, 11_796));
    }

    /** Blocks from one epoch to the next; a validator that sets no weights counts for as many epochs as before. */
    public LedgerConfig withTempo(int blocks) {
        EpochRules changed =
                new EpochRules(blocks, epoch.kappa(), epoch.bonds(), ACTIVE_EPOCHS * blocks, epoch.maxValidators());
        return new LedgerConfig(seed, changed, registration, weights, emission);
    }

    /** Yuma 3, or Yuma 2. */
    public LedgerConfig withYuma3(boolean yuma3) {
        BondRules bonds = new BondRules(
                yuma3, epoch.bonds().movingAverage(), epoch.bonds().penalty());
        EpochRules changed =
                new EpochRules(epoch.tempo(), epoch.kappa(), bonds, epoch.activityCutoff(), epoch.maxValidators());
        return new LedgerConfig(seed, changed, registration, weights, emission);
    }

    /** Slots, the blocks that spare a fresh one, and how many others must remain for that. */
    public LedgerConfig withSlots(int maxUids, int immunityBlocks, int minNonImmune) {
        RegistrationRules changed = new RegistrationRules(maxUids, immunityBlocks, minNonImmune, registration.burn());
        return new LedgerConfig(seed, epoch, changed, weights, emission);
    }

    /** Blocks between two settings of weights, and the rao of stake that setting them and a permit ask for. */
    public LedgerConfig withWeights(int rateLimit, long stakeThreshold) {
        WeightRules changed = new WeightRules(rateLimit, weights.minAllowed(), weights.versionKey(), stakeThreshold);
        return new LedgerConfig(seed, epoch, registration, changed, emission);
    }

    /** Canonical bytes: every constant in the order of declaration. */
    byte[] bytes() {
        CanonicalWriter out =
                new CanonicalWriter().text("grail/ledger-config/1").u64(seed);
        out.u32(epoch.tempo())
                .u16(epoch.kappa())
                .bool(epoch.bonds().yuma3())
                .u32(epoch.bonds().movingAverage())
                .u16(epoch.bonds().penalty())
                .u32(epoch.activityCutoff())
                .u16(epoch.maxValidators());
        BurnRules burn = registration.burn();
        out.u16(registration.maxUids())
                .u32(registration.immunityBlocks())
                .u16(registration.minNonImmune())
                .u64(burn.minRao())
                .u64(burn.maxRao())
                .u32(burn.halfLifeBlocks())
                .u32(burn.increasePermille());
        out.u32(weights.rateLimit())
                .u16(weights.minAllowed())
                .u64(weights.versionKey())
                .u64(weights.stakeThreshold());
        out.u64(emission.raoPerBlock()).u16(emission.ownerCut()).u16(emission.delegateTake());
        return out.toByteArray();
    }
}
