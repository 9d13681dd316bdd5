package io.grail.node.cli;

/** A command line that asks for something that cannot be; says what and what to do. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }
}
