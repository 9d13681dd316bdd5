package io.grail.protocol.run;

/** A run.toml that cannot be used; names the key, what was found and what is allowed. */
public final class InvalidRunException extends RuntimeException {
    public InvalidRunException(String key, String found, String allowed) {
        super("run.toml: " + key + " = " + found + ", but must be " + allowed);
    }

    public InvalidRunException(String message) {
        super("run.toml: " + message);
    }
}
