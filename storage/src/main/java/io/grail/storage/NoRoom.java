package io.grail.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Tells whether a disk that is full, or can only be read for now, is behind a failure. */
public final class NoRoom {
    private NoRoom() {}

    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io && (isFull(io) || isReadOnly(io))) {
                return true;
            }
        }
        return false;
    }

    static boolean isFull(IOException cause) {
        String reason = reason(cause).toLowerCase(Locale.ROOT);
        return reason.contains("no space left")
                || reason.contains("not enough space")
                || reason.contains("quota exceeded");
    }

    static boolean isReadOnly(IOException cause) {
        return reason(cause).toLowerCase(Locale.ROOT).contains("read-only file system");
    }

    /** What the operating system says. */
    static String reason(IOException cause) {
        if (cause instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
