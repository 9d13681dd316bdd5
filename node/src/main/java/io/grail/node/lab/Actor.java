package io.grail.node.lab;

import io.grail.node.home.Seat;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.window.Window;

/**
 * Somebody in a local subnet beside its ordinary miners and validators: one who comes later, works otherwise, or attacks.
 *
 * @param part what it plays, for people
 * @param stakeRao what it stakes; 0 for a miner
 * @param joins the window in which it registers; a run's first or an earlier one: from the beginning
 * @param life what it does once it is on the subnet
 */
public record Actor(Seat seat, String part, long stakeRao, Window joins, Life life) {
    /** What a node does with its context until window {@code last} is over. */
    @FunctionalInterface
    public interface Life {
        void live(NodeContext node, Window last) throws InterruptedException;
    }

    /** One without stake that is there from the beginning. */
    public static Actor from(String name, String part, Life life) {
        return new Actor(Seat.development(name), part, 0, new Window(0), life);
    }
}
