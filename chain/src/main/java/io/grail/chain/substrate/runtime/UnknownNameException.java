package io.grail.chain.substrate.runtime;

/**
 * The runtime has no call, storage entry, function, constant, event or error of this name or number: it is of another
 * version than the caller expects, or of another chain.
 */
public final class UnknownNameException extends RuntimeException {
    UnknownNameException(String what, Object name) {
        super("this runtime has no " + what + " " + name + "; is it another version, or another chain?");
    }
}
