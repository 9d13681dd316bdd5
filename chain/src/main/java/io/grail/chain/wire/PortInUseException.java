package io.grail.chain.wire;

/** A port that the chain cannot listen on; names it and what to do. */
public final class PortInUseException extends RuntimeException {
    PortInUseException(int port, Throwable cause) {
        super(
                "cannot listen on port " + port + " of this machine (" + cause.getMessage()
                        + "): stop whatever uses it, or choose another port",
                cause);
    }
}
