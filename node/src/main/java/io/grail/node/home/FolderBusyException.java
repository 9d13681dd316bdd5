package io.grail.node.home;

/** A folder that another process works in. */
public final class FolderBusyException extends RuntimeException {
    public FolderBusyException(String message) {
        super(message);
    }
}
