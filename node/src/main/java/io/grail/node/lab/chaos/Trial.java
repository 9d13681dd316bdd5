package io.grail.node.lab.chaos;

import io.grail.protocol.bytes.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of one seed's run. */
public final class Trial {
    private final FaultPlan plan;
    private final int windows;
    private final List<Fault> fired;
    private final int restarts;
    private final Hash print;
    private final double seconds;
    private final List<Violation> violations;

    Trial(
            FaultPlan plan,
            int windows,
            List<Fault> fired,
            int restarts,
            Hash print,
            double seconds,
            List<Violation> violations) {
        this.plan = plan;
        this.windows = windows;
        this.fired = List.copyOf(fired);
        this.restarts = restarts;
        this.print = print;
        this.seconds = seconds;
        this.violations = List.copyOf(violations);
    }

    public long seed() {
        return plan.seed();
    }

    /** Windows that were decided. */
    public int windows() {
        return windows;
    }

    /** How many faults of the plan took effect: a crash at an effect that a window does not have never comes. */
    public int faults() {
        return fired.size();
    }

    List<Fault> fired() {
        return fired;
    }

    /** How often a node was started again. */
    public int restarts() {
        return restarts;
    }

    /** Follows from all blocks and the last model: two runs of a seed have the same. */
    public Hash print() {
        return print;
    }

    /** Wall time. */
    public double seconds() {
        return seconds;
    }

    /** Empty in a sound run. */
    public List<Violation> violations() {
        return violations;
    }

    /** One line, for people. */
    public String line() {
        String found = violations.isEmpty() ? "sound" : violations.size() + " VIOLATIONS";
        return String.format(
                Locale.ROOT,
                "seed %d: %s, %d windows, %d faults, %d restarts, %.1f s, %s",
                seed(),
                found,
                windows,
                faults(),
                restarts,
                seconds,
                print.toString().substring(0, 12));
    }

    /** Each violation with the faults near it; empty if there is none. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        for (Violation violation : violations) {
            lines.add(violation.toString());
            for (Fault fault : plan.near(violation.window())) {
                lines.add("    " + fault + (fired.contains(fault) ? "" : " (did not come)"));
            }
        }
        return lines;
    }
}
