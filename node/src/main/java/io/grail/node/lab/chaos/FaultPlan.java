package io.grail.node.lab.chaos;

import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * All faults of one run: a function of the seed, the cast and the number of windows, and of nothing else.
 *
 * <p>Bounded so that what the protocol promises can be held to it (docs/reliability.md, section Bounds): at most one
 * validator at a time, with a quiet window after it; a miner, or a store that it is read from, at most once in
 * {@value #MINER_REST} windows; nothing in the first window and the last two.
 */
record FaultPlan(long seed, List<Fault> faults) {
    /** Windows from one fault of a miner to its next: fewer absences than put it out. */
    static final int MINER_REST = 7;
    /** Windows from one validator's fault to the next validator's. */
    static final int VALIDATOR_REST = 2;

    private static final int QUIET_END = 2;

    FaultPlan {
        faults = List.copyOf(faults);
    }

    /** Nothing happens. */
    static FaultPlan quiet(long seed) {
        return new FaultPlan(seed, List.of());
    }

    static FaultPlan of(long seed, Cast cast, Window first, int windows) {
        FaultDraw draw = new FaultDraw(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1), cast);
        List<Fault> faults = new ArrayList<>();
        Map<String, Long> rested = new HashMap<>();
        long validatorsRested = 0;
        long quiet = first.number() + windows - QUIET_END;
        for (long w = first.number() + 1; w < quiet; w++) {
            Window window = new Window(w);
            for (String miner : cast.miners()) {
                if (rested.getOrDefault(miner, 0L) <= w && draw.oneIn(2)) {
                    faults.add(draw.fault(miner, window, cast.validators()));
                    rested.put(miner, w + MINER_REST);
                }
            }
            if (validatorsRested <= w && !draw.oneIn(3)) {
                String validator = draw.of(cast.validators());
                List<String> owners = owners(cast, validator, rested, w);
                Fault fault = draw.fault(validator, window, owners);
                touched(fault)
                        .filter(cast::isMiner)
                        .ifPresent(miner -> rested.put(miner, window.number() + MINER_REST));
                faults.add(fault);
                validatorsRested = w + VALIDATOR_REST;
            }
        }
        relapses(faults, new FaultDraw(new SplittableRandom(~seed), cast)).stream()
                .filter(relapse -> relapse.window().number() < quiet)
                .forEach(faults::add);
        return new FaultPlan(seed, faults);
    }

    /** Of half of those that die, a second death while they catch up: it keeps nobody away for longer. */
    private static List<Fault> relapses(List<Fault> faults, FaultDraw draw) {
        return faults.stream()
                .filter(Fault.Death.class::isInstance)
                .map(death -> draw.relapse(death.node(), death.window().next()))
                .filter(_ -> draw.oneIn(2))
                .toList();
    }

    List<Fault> of(String node) {
        return faults.stream().filter(fault -> fault.node().equals(node)).toList();
    }

    /** The faults of a window, the one before it and the one after. */
    List<Fault> near(Window window) {
        return faults.stream()
                .filter(fault -> Math.abs(fault.window().number() - window.number()) <= 1)
                .toList();
    }

    /** Whose stores may fail a validator: the other validators', and those of rested miners. */
    private static List<String> owners(Cast cast, String validator, Map<String, Long> rested, long window) {
        List<String> owners = new ArrayList<>(cast.validators());
        owners.remove(validator);
        cast.miners().stream()
                .filter(miner -> rested.getOrDefault(miner, 0L) <= window)
                .forEach(owners::add);
        return owners;
    }

    private static Optional<String> touched(Fault fault) {
        return switch (fault) {
            case Fault.SlowReads f -> Optional.of(f.owner());
            case Fault.FailingReads f -> Optional.of(f.owner());
            case Fault.LyingReads f -> Optional.of(f.owner());
            case Fault.Crash _, Fault.Outage _, Fault.ChainCut _, Fault.BucketsCut _ -> Optional.empty();
            case Fault.FailingPut _, Fault.SlowPuts _ -> Optional.empty();
        };
    }
}
