package io.grail.node.lab.attack;

import java.util.List;
import java.util.Map;

/**
 * One run of a table, for whoever wants to see more than the table shows.
 *
 * @param experiment which, for people
 * @param pay rao that emission put on each node
 * @param losses validation loss of every model that was measured, in nats per token, oldest first
 */
public record RunLine(String experiment, Map<String, Long> pay, List<Double> losses) {
    public RunLine {
        pay = Map.copyOf(pay);
        losses = List.copyOf(losses);
    }
}
