package io.grail.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what the operating system says into one sentence that names the path and what to do about it. */
final class Failures {
    private Failures() {}

    static StorageException explain(String action, Path path, IOException cause) {
        String message = "cannot " + action + " " + path + ": " + advice(cause);
        return NoRoom.isBehind(cause)
                ? new StoreUnavailableException(message, cause)
                : new StorageException(message, cause);
    }

    private static String advice(IOException cause) {
        String reason = NoRoom.reason(cause);
        String lower = reason.toLowerCase(Locale.ROOT);
        if (NoRoom.isFull(cause)) {
            return reason + "; free some space or move the bucket to a larger disk";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied; give this user read and write rights there or choose another folder";
        }
        if (NoRoom.isReadOnly(cause)) {
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
}
