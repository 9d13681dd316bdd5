package io.grail.protocol.incentive;

import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence.Evaluated;
import io.grail.protocol.incentive.Evidence.NotEvaluated;
import io.grail.protocol.incentive.Evidence.Rejected;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All miners of one window together: what one miner's evidence is held against. */
final class Field {
    /** A fault that more than this share of the miners has is the network's or the validator's, not theirs. */
    static final double SHARED = 0.5;

    private final SortedMap<Hotkey, Evidence> byMiner = new TreeMap<>();
    private final SortedMap<Hotkey, Charge> charges = new TreeMap<>();
    private final double[] xCommonAscending;

    Field(WindowEvidence evidence, Predicate<Hotkey> exiled) {
        byMiner.putAll(evidence.byMiner());
        byMiner.keySet().removeIf(exiled);
        evidence.byMiner().forEach((hotkey, e) -> charges.put(hotkey, exiled.test(hotkey) ? Charge.EXILED : charge(e)));
        xCommonAscending = byMiner.values().stream()
                .filter(Evaluated.class::isInstance)
                .mapToDouble(e -> ((Evaluated) e).xCommon())
                .sorted()
                .toArray();
    }

    /** By ascending hotkey. */
    SortedMap<Hotkey, Charge> charges() {
        return charges;
    }

    /** Whether the lower median of the evaluated updates does harm: then harm is the run's state, not a miner's doing. */
    boolean plateau() {
        return xCommonAscending.length > 0 && xCommonAscending[(xCommonAscending.length - 1) / 2] < 0;
    }

    boolean anyEvaluated() {
        return xCommonAscending.length > 0;
    }

    /** x_common as a fraction of the best update's, in [0, 1]. */
    double fractionOfBest(double xCommon) {
        return xCommon > 0 ? xCommon / xCommonAscending[xCommonAscending.length - 1] : 0;
    }

    /** Place in the match, from 0: the number of updates that did strictly better; behind all of them if none came. */
    int rank(Evidence evidence) {
        if (!(evidence instanceof Evaluated e)) {
            return xCommonAscending.length;
        }
        double x = e.xCommon();
        return (int) Arrays.stream(xCommonAscending).filter(other -> other > x).count();
    }

    /** Share of the miners not put out whose update was refused for {@code code}. */
    double share(RejectionCode code) {
        long having = byMiner.values().stream()
                .filter(e -> e instanceof Rejected r && r.rejection().code() == code)
                .count();
        return having == 0 ? 0 : (double) having / byMiner.size();
    }

    private Charge charge(Evidence evidence) {
        return switch (evidence) {
            case Evaluated e -> Charge.EVALUATED;
            case NotEvaluated n -> Charge.UNJUDGED;
            case Rejected r -> {
                RejectionCode code = r.rejection().code();
                boolean shared = Charge.couldBeOurs(code) && share(code) > SHARED;
                yield shared ? Charge.EXCUSED : Charge.of(code);
            }
        };
    }
}
