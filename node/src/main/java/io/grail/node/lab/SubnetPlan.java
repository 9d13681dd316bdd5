package io.grail.node.lab;

import io.grail.node.home.Seat;
import java.util.ArrayList;
import java.util.List;

/**
 * Who takes part in a local subnet.
 *
 * @param deterministic virtual time: the chain waits for the nodes, and two equal runs give equal bytes
 * @param capture miners write what they select from
 * @param actors who takes part besides
 * @param conditions ordinary outside of experiments
 */
public record SubnetPlan(
        int miners,
        int validators,
        int blockMillis,
        boolean deterministic,
        boolean capture,
        List<Actor> actors,
        Conditions conditions) {
    /** Stake of the last validator; each one before it has as much more, so that the first is the lead. */
    private static final long STAKE_STEP_RAO = 2_000_000_000_000L;

    public SubnetPlan {
        if (miners < (actors.isEmpty() ? 1 : 0) || miners > 128) {
            throw new IllegalArgumentException("--miners must be in [1, 128], got " + miners);
        }
        if (validators < (actors.isEmpty() ? 1 : 0) || validators > 64) {
            throw new IllegalArgumentException("--validators must be in [1, 64], got " + validators);
        }
        actors = List.copyOf(actors);
    }

    /** Ordinary miners and validators alone. */
    public SubnetPlan(int miners, int validators, int blockMillis, boolean deterministic, boolean capture) {
        this(miners, validators, blockMillis, deterministic, capture, List.of(), Conditions.ORDINARY);
    }

    /** The same with others besides. */
    public SubnetPlan with(List<Actor> others) {
        return new SubnetPlan(miners, validators, blockMillis, deterministic, capture, others, conditions);
    }

    public List<Seat> minerSeats() {
        return seats("miner-", miners);
    }

    public List<Seat> validatorSeats() {
        return seats("validator-", validators);
    }

    public List<Seat> seats() {
        List<Seat> all = new ArrayList<>(minerSeats());
        all.addAll(validatorSeats());
        actors.forEach(actor -> all.add(actor.seat()));
        return List.copyOf(all);
    }

    /** Rao that validator {@code index} stakes. */
    public long stakeRao(int index) {
        return (validators - index) * STAKE_STEP_RAO;
    }

    private static List<Seat> seats(String prefix, int count) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seats.add(Seat.development(prefix + i));
        }
        return seats;
    }
}
