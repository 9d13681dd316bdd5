package io.grail.node.sync;

import io.grail.protocol.window.Window;

/** The chain no longer keeps the states that decided a window, so nobody can catch up over it. */
public final class ForgottenWindowException extends RuntimeException {
    public ForgottenWindowException(Window window, Throwable cause) {
        super(
                "the chain no longer tells which manifest of window " + window + " counts (" + cause.getMessage()
                        + "): start from a newer checkpoint; delete this node's folder and it takes the newest that a"
                        + " validator has",
                cause);
    }
}
