package io.grail.node.sync;

import io.grail.protocol.window.Window;

/** The chain no longer keeps the states that decided a window, so nobody can catch up over it. */
public final class ForgottenWindowException extends RuntimeException {
    public ForgottenWindowException(Window window, Throwable cause) {
        super(
                "the chain no longer tells which manifest of window " + window + " counts (" + cause.getMessage()
                        + "), and no validator has a newer checkpoint that leads on from here: start again when one has",
                cause);
    }
}
