package io.grail.chain.drand;

/** A ciphertext that a signature does not open. Has no stack trace, as most come from strangers. */
public final class TimelockException extends RuntimeException {
    TimelockException(String message) {
        super(message, null, false, false);
    }
}
