package io.grail.node.lab.chaos;

/** Ends a node's process in the middle of what it does; no role catches it, and nothing it does afterwards counts. */
final class NodeDied extends Error {
    NodeDied(Fault.Death cause) {
        super(cause.toString(), null, false, false);
    }
}
