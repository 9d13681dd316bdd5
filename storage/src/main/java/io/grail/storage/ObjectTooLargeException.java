package io.grail.storage;

/** An object larger than the reader's bound; refused before its body moved. */
public final class ObjectTooLargeException extends StorageException {
    private final long size;
    private final long maxBytes;

    public ObjectTooLargeException(String key, long size, long maxBytes) {
        super(key + " has " + size + " bytes, allowed are " + maxBytes);
        this.size = size;
        this.maxBytes = maxBytes;
    }

    public long size() {
        return size;
    }

    public long maxBytes() {
        return maxBytes;
    }
}
