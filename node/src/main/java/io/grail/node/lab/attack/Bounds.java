package io.grail.node.lab.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must hold in every row (docs/attacks.md, section Bounds). */
final class Bounds {
    /** Validation loss over that of the run without attackers. */
    static final double LOSS = 1.01;
    /** What a validator's pay may differ by when it differs in nothing that matters: floors, and weights a block later. */
    private static final double VALIDATORS_SLACK = 0.05;

    /** Twice by how much the losses of two harmless runs of one seed scatter by the luck of their samples. */
    private static final double LONE_LOSS = 0.03;
    /** Twice by how much the pays of two honest crews of one run do. */
    private static final double LONE_PAY = 0.4;

    private Bounds() {}

    /** The bounds that do not hold, in words. */
    static List<String> broken(Attack attack, Interval pay, Interval loss, int honestPenalised, List<String> failures) {
        List<String> broken = new ArrayList<>();
        Kind kind = attack.kind();
        double most = kind.bound() + (kind == Kind.VALIDATOR ? VALIDATORS_SLACK : 0);
        // Whoever works is paid as the honest are, give or take: there, too, only what is beyond doubt counts.
        double earned = kind == Kind.LESS ? pay.least(LONE_PAY) : pay.mean();
        if (!(earned <= most)) {
            broken.add(text("earns %.2f, allowed %.2f", pay.mean(), most));
        }
        if (!(loss.least(LONE_LOSS) <= LOSS)) {
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
