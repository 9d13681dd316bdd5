package io.grail.node.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A snapshot that the disk did not take; the one before it is as it was. */
public final class SnapshotNotSavedException extends UncheckedIOException {
    SnapshotNotSavedException(Path folder, IOException cause) {
        super(
                "cannot save a snapshot in " + folder + " (" + cause.getMessage()
                        + "): see whether that disk is full or can only be read",
                cause);
    }
}
