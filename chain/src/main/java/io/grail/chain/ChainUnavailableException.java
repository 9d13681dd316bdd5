package io.grail.chain;

/** A chain that cannot be reached, or that answered what no chain may; names the endpoint and what to do. */
public class ChainUnavailableException extends RuntimeException {
    public ChainUnavailableException(String message) {
        super(message);
    }

    public ChainUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
