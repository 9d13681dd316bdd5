package io.grail.storage;

/** A store that does not serve now, and may later without anybody doing anything to this node: no answer, no space. */
public class StoreUnavailableException extends StorageException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
