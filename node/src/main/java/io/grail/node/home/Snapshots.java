package io.grail.node.home;

import io.grail.learning.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node's crash-safe memory: whole folders of files, of which one is current.
 *
 * <p>A new snapshot is written beside the current one and becomes current by one atomic rename of the pointer file, so
 * that a crash or a power cut at any instant leaves the old snapshot or the new one, complete. Older ones are then
 * deleted; folders beside them that bear no snapshot's label are left alone.
 */
public final class Snapshots {
    private static final String POINTER = "current";
    private static final String LABEL = "w[0-9].*";

    private final Path folder;
    private final Disk disk;

    public Snapshots(Path folder) {
        this(folder, Disk.REAL);
    }

    /** Snapshots on a disk of the lab. */
    public Snapshots(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Where they lie. */
    public Path folder() {
        return folder;
    }

    /** Writes the files of one snapshot into the given empty folder. */
    @FunctionalInterface
    public interface Content {
        void write(Path into) throws IOException;
    }

    /** A folder of something else beside the snapshots, which they leave alone; not made here. */
    public Path beside(String name) {
        if (name.matches(LABEL) || name.equals(POINTER)) {
            throw new IllegalArgumentException("a name of the snapshots' own: " + name);
        }
        return folder.resolve(name);
    }

    /** The current snapshot's folder; empty on a fresh node. */
    public Optional<Path> current() {
        try {
            String name = Files.readString(folder.resolve(POINTER)).strip();
            return Optional.of(folder.resolve(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the snapshot pointer in " + folder, e);
        }
    }

    /**
     * Writes a snapshot and makes it current.
     *
     * @param label for people: w, the window's number and what else tells
     * @throws SnapshotNotSavedException if the disk does not take it; the current one stays current
     */
    public void save(String label, Content content) {
        if (!label.matches(LABEL)) {
            throw new IllegalArgumentException("a snapshot's label begins with w and a window's number, got " + label);
        }
        try {
            // The current snapshot is never written over, even under the same label.
            boolean taken = current().map(path -> path.endsWith(label)).orElse(false);
            String name = taken ? label + "-again" : label;
            Path fresh = folder.resolve(name);
            disk.delete(fresh);
            Files.createDirectories(fresh);
            content.write(fresh);
            try (Stream<Path> files = Files.list(fresh)) {
                for (Path file : files.sorted().toList()) {
                    disk.force(file);
                }
            }
            disk.force(fresh);
            Path pointer = folder.resolve(POINTER + ".new");
            Files.write(pointer, name.getBytes(StandardCharsets.UTF_8));
            disk.force(pointer);
            disk.force(folder); // the snapshot's own name, before anything names it
            disk.rename(pointer, folder.resolve(POINTER));
            disk.force(folder); // before what it replaces is deleted
            deleteAllBut(name);
        } catch (IOException e) {
            throw new SnapshotNotSavedException(folder, e);
        } catch (CheckpointException e) {
            if (e.getCause() instanceof IOException io) {
                throw new SnapshotNotSavedException(folder, io); // of a tensor's file
            }
            throw e;
        }
    }

    private void deleteAllBut(String name) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> stale = children.filter(Files::isDirectory)
                    .filter(child -> isStale(child.getFileName().toString(), name))
                    .toList();
            for (Path child : stale) {
                disk.delete(child);
            }
        }
    }

    private static boolean isStale(String folder, String current) {
        return folder.matches(LABEL) && !folder.equals(current);
    }
}
