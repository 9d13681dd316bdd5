package io.grail.learning.data;

/** A corpus or dataset that cannot be used; the message names the file, what was found, what is needed, what to do. */
public class DatasetException extends RuntimeException {
    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
