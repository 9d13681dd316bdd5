package io.grail.node.lab.attack;

import java.util.List;

/** What one experiment showed, with who played in it. */
record Observed(Experiment experiment, Cast cast, Shown shown) {
    /** What ended or held up nodes that do not attack. */
    List<String> honestFailures() {
        return shown.failures().stream()
                .filter(text -> !text.startsWith(Attack.PREFIX))
                .toList();
    }

    double ordinaryPay() {
        return Cast.ORDINARY.stream().mapToLong(this::payOf).average().orElse(0);
    }

    long payOf(String name) {
        return shown.pay().getOrDefault(name, 0L);
    }

    Conduct of(String name) {
        return shown.conduct().getOrDefault(name, Conduct.NONE);
    }

    /** What all attackers together earned, in rao. */
    long attackersRao() {
        return cast.attackers().stream().mapToLong(this::payOf).sum();
    }

    /** What all attackers together earned, in honest miners' pays. */
    double attackersPay() {
        return attackersRao() / ordinaryPay();
    }
}
