package io.grail.chain;

/** What answers is not the chain that was meant, and will not become it: somebody must correct where it is looked for. */
public final class WrongChainException extends ChainUnavailableException {
    public WrongChainException(String message) {
        super(message);
    }

    public WrongChainException(String message, Throwable cause) {
        super(message, cause);
    }
}
