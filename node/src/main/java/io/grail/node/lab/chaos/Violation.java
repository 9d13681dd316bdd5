package io.grail.node.lab.chaos;

import io.grail.protocol.window.Window;

/**
 * An invariant that does not hold.
 *
 * @param node where it shows; the chain where it is nobody's
 * @param found what was seen
 */
public record Violation(Invariant invariant, Window window, String node, String found) {
    static final String CHAIN = "chain";

    @Override
    public String toString() {
        return invariant + " in window " + window + " at " + node + ": " + found;
    }
}
