package io.grail.node.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What makes a snapshot safe, step by step, so that the lab can stop a node between any two of them and take back what
 * was not forced (docs/reliability.md).
 */
public interface Disk {
    /** The machine's own. */
    Disk REAL = new Disk() {};

    /** Keeps a file's bytes, or the names in a folder, through a power cut. */
    default void force(Path path) throws IOException {
        // Names are kept by forcing their folder, which can only be opened for reading.
        boolean folder = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Gives a file another name in one step, in the place of what has that name. */
    default void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes a folder and all below it, if it is there. */
    default void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
