package io.grail.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A bucket that is a folder: object {@code a/b} is file {@code a/b} below it.
 *
 * <p>Puts are atomic and durable (temporary file, force, rename). A put costs one or two disk forces; head, get and
 * delete are O(1); list is O(entries of the folders that the prefix reaches). Links and anything but regular files
 * below the folder are refused, so that a reader cannot be led out of it. Last-Modified is the file's modification
 * time with the file system's precision, so whoever may write the folder may choose it: a folder's clock is no better
 * than its owner. See docs/storage.md for ETags and limits.
 */
public final class DirectoryBucket implements Bucket {
    /** Holds files being written; no key can name it. */
    static final String SCRATCH = "~incoming";

    private final Path root;
    private final Optional<InstantSource> stamp;
    private final boolean writable;

    private DirectoryBucket(Path root, Optional<InstantSource> stamp, boolean writable) {
        this.root = root;
        this.stamp = stamp;
        this.writable = writable;
    }

    /**
     * Opens a folder for reading and writing, creating it if need be; clears what a crash left half written there.
     *
     * @param stamp where Last-Modified is taken from; empty for the file system's clock
     * @throws StorageException if the folder cannot be created or is a file
     */
    public static DirectoryBucket open(Path root, Optional<InstantSource> stamp) {
        Path absolute = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            Scratch.sweep(absolute.resolve(SCRATCH));
        } catch (IOException e) {
            throw Failures.explain("open the bucket folder", absolute, e);
        }
        return new DirectoryBucket(absolute, stamp, true);
    }

    /** Opens somebody else's folder for reading; it need not exist yet, each call looks again. */
    public static DirectoryBucket readOnly(Path root) {
        return new DirectoryBucket(root.toAbsolutePath().normalize(), Optional.empty(), false);
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        return write(key, AtomicFile.bytes(body));
    }

    @Override
    public StoredObject putFile(String key, Path file) {
        requireWritable(key);
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return write(key, AtomicFile.copyOf(in, in.size()));
        } catch (IOException e) {
            throw Failures.explain("read", file, e);
        }
    }

    private StoredObject write(String key, AtomicFile.Body body) {
        requireWritable(key);
        Path target = root.resolve(ObjectKeys.check(key));
        try {
            FileIdentity.requireNoLink(root, target);
            AtomicFile.write(target, root.resolve(SCRATCH), stamp, body);
        } catch (IOException e) {
            throw Failures.explain("write", target, e);
        }
        return head(key).orElseThrow(() -> new StorageException(target + " vanished right after it was written"));
    }

    @Override
    public Optional<StoredObject> head(String key) {
        Path file = root.resolve(ObjectKeys.check(key));
        try {
            requireRoot();
            FileIdentity.requireNoLink(root, file);
            return FileIdentity.of(file).map(identity -> identity.describe(key));
        } catch (IOException e) {
            throw Failures.explain("look up", file, e);
        }
    }

    @Override
    public Optional<byte[]> get(String key, long maxBytes) {
        return read(key, in -> {
            long size = in.size();
            long allowed = Math.min(maxBytes, Integer.MAX_VALUE - 8);
            if (size > allowed) {
                throw new ObjectTooLargeException(key, size, allowed);
            }
            return readAt(in, 0, (int) size);
        });
    }

    @Override
    public Optional<byte[]> getRange(String key, long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("range [" + offset + ", +" + length + ") must not be negative");
        }
        return read(key, in -> readAt(in, offset, Math.clamp(in.size() - offset, 0, length)));
    }

    @Override
    public boolean getFile(String key, Path target, long maxBytes) {
        return read(key, in -> {
                    long size = in.size();
                    if (size > maxBytes) {
                        throw new ObjectTooLargeException(key, size, maxBytes);
                    }
                    return download(in, size, target.toAbsolutePath());
                })
                .isPresent();
    }

    @Override
    public List<StoredObject> list(String prefix, String after, int limit) {
        try {
            requireRoot();
            return new Listing(prefix, after, limit).of(root);
        } catch (IOException e) {
            throw Failures.explain("list", root, e);
        }
    }

    @Override
    public void delete(String key) {
        requireWritable(key);
        Path file = root.resolve(ObjectKeys.check(key));
        try {
            FileIdentity.requireNoLink(root, file);
            if (FileIdentity.of(file).isPresent() && Files.deleteIfExists(file)) {
                pruneEmptyFolders(AtomicFile.folderOf(file));
            }
        } catch (IOException e) {
            throw Failures.explain("delete", file, e);
        }
    }

    @Override
    public String location() {
        return BucketLocation.of(root).text();
    }

    @Override
    public void close() {
        // no handle outlives a call
    }

    /** What is done with an object's open file; the file cannot change under it, only its name can move on. */
    @FunctionalInterface
    private interface Reader<T> {
        T from(FileChannel in) throws IOException;
    }

    private <T> Optional<T> read(String key, Reader<T> reader) {
        Path file = root.resolve(ObjectKeys.check(key));
        try {
            requireRoot();
            FileIdentity.requireNoLink(root, file);
            if (FileIdentity.of(file).isEmpty()) {
                return Optional.empty();
            }
            try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(reader.from(in));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Failures.explain("read", file, e);
        }
    }

    private static boolean download(FileChannel in, long size, Path target) {
        try {
            // the target's own folder is scratch: certain to be the same file system
            AtomicFile.write(target, AtomicFile.folderOf(target), Optional.empty(), AtomicFile.copyOf(in, size));
            return true;
        } catch (IOException e) {
            throw Failures.explain("write", target, e);
        }
    }

    private static byte[] readAt(FileChannel in, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("it shrank while it was read; its owner does not write atomically");
            }
        }
        return buffer.array();
    }

    private void requireWritable(String key) {
        if (!writable) {
            throw new StorageException("bucket " + root + " is somebody else's and opened for reading only; refused to"
                    + " change " + ObjectKeys.printable(key));
        }
    }

    private void requireRoot() throws IOException {
        if (!Files.isDirectory(root)) {
            // Not NoSuchFileException, which here means that an object is missing.
            throw new FileSystemException(
                    root.toString(),
                    null,
                    Files.exists(root) ? "not a directory" : "it does not exist; create it or correct the location");
        }
    }

    private void pruneEmptyFolders(Path deepest) throws IOException {
        for (Path folder = deepest; !folder.equals(root); folder = AtomicFile.folderOf(folder)) {
            try {
                Files.delete(folder);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return; // somebody else's object is there, or somebody else pruned it
            }
        }
    }
}
