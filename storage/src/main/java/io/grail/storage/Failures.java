package io.grail.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what the operating system says into one sentence that names the path and what to do about it. */
final class Failures {
    private Failures() {}

    static StorageException explain(String action, Path path, IOException cause) {
        String message = "cannot " + action + " " + path + ": " + advice(cause);
        return isFull(cause) || isReadOnly(cause)
                ? new StoreUnavailableException(message, cause)
                : new StorageException(message, cause);
    }

    private static boolean isFull(IOException cause) {
        String reason = reason(cause).toLowerCase(Locale.ROOT);
        return reason.contains("no space left")
                || reason.contains("not enough space")
                || reason.contains("quota exceeded");
    }

    private static boolean isReadOnly(IOException cause) {
        return reason(cause).toLowerCase(Locale.ROOT).contains("read-only file system");
    }

    private static String advice(IOException cause) {
        String reason = reason(cause);
        String lower = reason.toLowerCase(Locale.ROOT);
        if (isFull(cause)) {
            return reason + "; free some space or move the bucket to a larger disk";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied; give this user read and write rights there or choose another folder";
        }
        if (isReadOnly(cause)) {
            return reason + "; choose a folder on a writable file system";
        }
        if (cause instanceof NoSuchFileException) {
            return "it does not exist; create it or correct the path";
        }
        if (cause instanceof NotDirectoryException || lower.contains("not a directory")) {
            return "a part of the path is a file; remove that file or choose another folder";
        }
        if (lower.contains("file name too long")) {
            return "this file system allows 255 bytes between two slashes; use shorter key segments";
        }
        return reason;
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
