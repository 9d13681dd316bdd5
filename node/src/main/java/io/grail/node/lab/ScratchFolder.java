package io.grail.node.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for one run of the lab, of which nothing is left; in memory where there is such a file system, for a run forces
 * some ten thousand files to the disk.
 */
public record ScratchFolder(Path path) implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    /** Makes one. */
    public static ScratchFolder make(String prefix) {
        try {
            return new ScratchFolder(
                    Files.isDirectory(MEMORY) && Files.isWritable(MEMORY)
                            ? Files.createTempDirectory(MEMORY, prefix)
                            : Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for a run of the lab", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path child : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(child);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
