package io.grail.node.lab.attack;

import java.util.List;
import java.util.Map;

/**
 * What one experiment showed, as it is kept.
 *
 * @param pay rao that emission put on each node, stake of the beginning not counted
 * @param conduct of each honest miner and attacker
 * @param loss mean validation loss of the last few models, nats per token
 * @param losses of every model that was measured, oldest first
 * @param newcomerWait windows from the newcomer's registration to its first weight; the run's length if none came
 * @param wrongly what was held against honest miners
 * @param failures what ended nodes or held them up
 */
record Shown(
        Map<String, Long> pay,
        Map<String, Conduct> conduct,
        double loss,
        List<Double> losses,
        int newcomerWait,
        List<String> wrongly,
        List<String> failures,
        double seconds) {}
