package io.grail.node.lab.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must hold in every row (docs/attacks.md, section Bounds). */
final class Bounds {
    /** Validation loss over that of the run without attackers. */
    static final double LOSS = 1.01;
    /** What a validator's pay for its stake may differ by: floors and the blocks before its first weights. */
    private static final double VALIDATORS_SLACK = 0.02;

    /** By how much the losses of two runs of one seed differ by the luck of their samples. */
    private static final double LONE_SEED = 0.03;

    private Bounds() {}

    /** The bounds that do not hold, in words. */
    static List<String> broken(Attack attack, double pay, Interval loss, int honestPenalised, List<String> failures) {
        List<String> broken = new ArrayList<>();
        double most = attack.kind().bound() + (attack.kind() == Kind.VALIDATOR ? VALIDATORS_SLACK : 0);
        if (!(pay <= most)) {
            broken.add(text("earns %.2f, allowed %.2f", pay, most));
        }
        // Only what is beyond doubt: seeds differ by more than the bound.
        double least = loss.mean() - (Double.isNaN(loss.halfWidth()) ? LONE_SEED : loss.halfWidth());
        if (!(least <= LOSS)) {
            broken.add(text("loss %.4f times that without it, allowed %.2f", loss.mean(), LOSS));
        }
        if (honestPenalised > 0) {
            broken.add(text("%d honest windows penalised, allowed 0", honestPenalised));
        }
        failures.stream().distinct().forEach(broken::add);
        return broken;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
