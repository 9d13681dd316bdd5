package io.grail.learning.device;

/** The native library or a device cannot be used; the message says what is missing and what would help. */
public final class NativeException extends RuntimeException {
    public NativeException(String message) {
        super(message);
    }

    public NativeException(String message, Throwable cause) {
        super(message, cause);
    }
}
