package io.grail.node.lab.attack;

import java.util.List;
import java.util.Map;

/**
 * What one experiment showed.
 *
 * @param pay rao that emission put on each node, stake of the beginning not counted
 * @param conduct of each honest miner and attacker
 * @param loss mean validation loss of the last few models, nats per token
 * @param losses of every model that was measured, oldest first
 * @param newcomerWait windows from the newcomer's registration to its first weight; the run's length if none came
 * @param wrongly what was held against honest miners
 */
record Observed(
        Experiment experiment,
        Cast cast,
        Map<String, Long> pay,
        Map<String, Conduct> conduct,
        double loss,
        List<Double> losses,
        int newcomerWait,
        List<String> wrongly,
        List<String> failures,
        double seconds) {
    /** What ended or held up nodes that do not attack. */
    List<String> honestFailures() {
        return failures.stream().filter(text -> !text.startsWith(Attack.PREFIX)).toList();
    }

    double ordinaryPay() {
        return Cast.ORDINARY.stream().mapToLong(this::payOf).average().orElse(0);
    }

    long payOf(String name) {
        return pay.getOrDefault(name, 0L);
    }

    Conduct of(String name) {
        return conduct.getOrDefault(name, Conduct.NONE);
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
