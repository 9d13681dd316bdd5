package io.grail.node.home;

/** A folder that a newer Grail has written to. */
public final class FolderVersionException extends RuntimeException {
    FolderVersionException(String message) {
        super(message);
    }
}
