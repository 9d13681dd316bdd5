package io.grail.node.sync;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Window;

/** This node's parameters are not the ones that the manifest names: it must stop. */
public final class ForkedStateException extends RuntimeException {
    private final Window window;
    private final Hash expected;
    private final Hash computed;

    public ForkedStateException(Window window, Hash expected, Hash computed) {
        super("the model of window " + window + " has root " + computed + " here, but " + expected + " is right: this"
                + " node's parameters were damaged or it forked; it stops. Start it again: it reloads its last good"
                + " snapshot and catches up. If that fails too, delete its folder and it starts from a checkpoint");
        this.window = window;
        this.expected = expected;
        this.computed = computed;
    }

    public Window window() {
        return window;
    }

    public Hash expected() {
        return expected;
    }

    public Hash computed() {
        return computed;
    }
}
