package io.grail.storage;

/** A store that cannot be reached or that refuses; the message names it, the key and what to do. */
public class StorageException extends RuntimeException {
    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
