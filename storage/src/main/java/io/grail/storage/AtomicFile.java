package io.grail.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that appears whole or not at all: written under another name on the same file system, forced to the disk,
 * stamped, then renamed.
 */
final class AtomicFile {
    /** Far more than a neighbour that deletes can make fail, yet an end when something else is wrong. */
    private static final int RENAME_ATTEMPTS = 1_000;

    private AtomicFile() {}

    /** Writes the bytes. */
    @FunctionalInterface
    interface Body {
        void writeTo(FileChannel out) throws IOException;
    }

    static Body bytes(byte[] body) {
        return out -> writeFully(out, ByteBuffer.wrap(body));
    }

    /** Exactly {@code size} bytes from the position of {@code in}; a source that shrinks meanwhile is an error. */
    static Body copyOf(FileChannel in, long size) {
        return out -> {
            long done = 0;
            while (done < size) {
                long moved = in.transferTo(done, size - done, out);
                if (moved <= 0) {
                    throw new IOException("the source ended after " + done + " of " + size + " bytes");
                }
                done += moved;
            }
        };
    }

    /**
     * Writes {@code target} by way of a temporary file in {@code scratch}, which must lie on the same file system.
     *
     * @param stamp the file's modification time is taken from it; without it, the file system's own clock stands
     */
    static void write(Path target, Path scratch, Optional<InstantSource> stamp, Body body) throws IOException {
        Files.createDirectories(scratch);
        Path temporary = scratch.resolve("~" + UUID.randomUUID());
        try {
            try (FileChannel out =
                    FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                body.writeTo(out);
                if (stamp.isPresent()) {
                    Files.setLastModifiedTime(
                            temporary, FileTime.from(stamp.get().instant()));
                }
                out.force(true);
            }
            rename(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Gives a finished file its name, for good; both paths lie on the same file system. */
    static void rename(Path temporary, Path target) throws IOException {
        Path folder = folderOf(target);
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(folder);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                forceFolder(folder);
                return;
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                // A concurrent delete may prune a folder between any two steps: while the folders are made (it is seen
                // as missing, or as there and yet no folder) and before the move.
                boolean pruned = !Files.exists(folder) || Files.isDirectory(folder);
                if (!pruned || attempt == RENAME_ATTEMPTS || !Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
            }
        }
    }

    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems cannot open a folder; there the rename is as durable as they make it.
            return;
        }
    }

    /** The folder of a file whose path is absolute. */
    static Path folderOf(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalArgumentException(file + " is no file's path");
        }
        return folder;
    }

    private static void writeFully(FileChannel out, ByteBuffer body) throws IOException {
        while (body.hasRemaining()) {
            out.write(body);
        }
    }
}
