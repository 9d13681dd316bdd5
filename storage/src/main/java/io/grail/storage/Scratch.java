package io.grail.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The folder where files wait for their name. */
final class Scratch {
    /** No put takes longer; whatever is older belongs to a process that died. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private Scratch() {}

    /** Deletes files that a crash left behind, judged by the file system's own clock. */
    static void sweep(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Path probe = Files.createTempFile(folder, "~", "");
        try {
            sweep(folder, Files.getLastModifiedTime(probe).toInstant());
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    static void sweep(Path folder, Instant now) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
            for (Path leftover : leftovers) {
                // The change time, because the modification time may be a simulated clock's.
                if (lastChange(leftover).filter(now.minus(ABANDONED)::isAfter).isPresent()) {
                    Files.deleteIfExists(leftover);
                }
            }
        }
    }

    private static Optional<Instant> lastChange(Path file) throws IOException {
        return FileIdentity.of(file).map(identity -> identity.changed().toInstant());
    }
}
