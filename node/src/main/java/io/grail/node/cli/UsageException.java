package io.grail.node.cli;

/** A command line that asks for something that cannot be; says what and what to do. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
