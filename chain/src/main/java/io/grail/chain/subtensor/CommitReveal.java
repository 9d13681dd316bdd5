package io.grail.chain.subtensor;

import io.grail.chain.drand.DrandChain;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;
import java.time.Duration;

/**
 * How a subnet hides weights at first: they are committed encrypted, and the chain reveals them by itself with the
 * signature of a later round of drand (docs/timelock.md).
 */
final class CommitReveal {
    /**
     * Blocks after the reveal's first by which the round must be out, as bittensor's own client has it: the chain's
     * nodes fetch rounds themselves, and an early round would tell the weights early.
     */
    private static final long BLOCKS_AFTER = 3;

    /** Blocks before the one block of an old runtime's reveal; a round that comes later loses the weights. */
    private static final long BLOCKS_BEFORE = 6;

    private static final long MAX_PERIOD = 100;
    private static final long MAX_TEMPO = 65_535;
    private static final long MAX_BLOCK_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final String MODULE = "SubtensorModule.";
    private static final String ENABLED = MODULE + "CommitRevealWeightsEnabled";
    private static final String SLOT = "Aura.SlotDuration";
    private static final String EXPECTED = "Babe.ExpectedBlockTime";

    private final PinnedState state;
    private final int netuid;

    CommitReveal(PinnedState state, int netuid) {
        this.state = state;
        this.netuid = netuid;
    }

    /** Whether the subnet takes weights only so. */
    boolean isOn() throws InterruptedException {
        return state.stored().hasStorage(ENABLED)
                && state.read(ENABLED, Value.of(netuid)).bool();
    }

    /** Blocks between epochs; 0 if the subnet has none. */
    long tempo() throws InterruptedException {
        return number("Tempo", 0, MAX_TEMPO, 0);
    }

    /** The version of commitments that the chain takes. */
    long version() throws InterruptedException {
        String entry = MODULE + "CommitRevealWeightsVersion";
        return state.number(entry).orElse((long) CommitCall.VERSION);
    }

    /**
     * The block in which the chain can first reveal what is committed in block {@code commit}: with old runtimes the
     * only one.
     */
    long firstReveal(CommitCall call, long commit) throws InterruptedException {
        long first = clock().firstReveal(commit, number("RevealPeriodEpochs", 1, MAX_PERIOD, 1));
        return call.waitsForItsRound() ? first : first - 1;
    }

    private EpochClock clock() throws InterruptedException {
        if (!state.stored().hasStorage(MODULE + "SubnetEpochIndex")) {
            return new EpochClock.ByNumber(netuid, tempo());
        }
        // An epoch is due a tempo after the last at the latest, so more than that tells of a lie.
        long most = state.number() + MAX_TEMPO;
        return new EpochClock.Counted(
                number("LastEpochBlock", 0, state.number(), 0), number("PendingEpochAt", 0, most, 0), tempo());
    }

    /**
     * The round of {@code beacon} to which a commitment is locked that is made at {@code moment}.
     *
     * @param usual how long a block takes, where the runtime does not say it
     */
    long round(CommitCall call, Moment moment, DrandChain beacon, Duration usual) throws InterruptedException {
        long target = firstReveal(call, moment.next()) + (call.waitsForItsRound() ? BLOCKS_AFTER : -BLOCKS_BEFORE);
        long millis = moment.timestampMillis() + (target - state.number()) * blockMillis(usual);
        return Math.max(1, beacon.roundAt(millis) - 1); // a period old by then
    }

    private long blockMillis(Duration usual) {
        for (String constant : new String[] {SLOT, EXPECTED}) {
            if (state.stored().hasConstant(constant)) {
                return within(constant, state.stored().constant(constant).asLong(), 1, MAX_BLOCK_MILLIS);
            }
        }
        return usual.toMillis();
    }

    private long number(String entry, long least, long most, long otherwise) throws InterruptedException {
        return within(
                MODULE + entry, state.number(MODULE + entry, Value.of(netuid)).orElse(otherwise), least, most);
    }

    private static long within(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ScaleException(what + " is " + value + ", expected " + least + " to " + most);
        }
        return value;
    }
}
