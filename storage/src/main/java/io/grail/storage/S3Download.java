package io.grail.storage;

import io.grail.storage.S3Reading.Answer;
import io.grail.storage.S3Reading.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One version of an object into a file: parts in parallel into a file beside the target, which gets its name when all
 * are there. What an interrupted download had is kept, checked and not fetched again.
 */
final class S3Download {
    private final S3Calls calls;
    private final S3Reading reading;
    private final StoredObject object;
    private final Path target;

    S3Download(S3Calls calls, StoredObject object, Path target) {
        this.calls = calls;
        this.reading = new S3Reading(calls);
        this.object = object;
        this.target = target;
    }

    /** Whether it is there now; false if the object is no longer this version. */
    boolean run() throws IOException {
        return object.size() <= calls.tuning().partBytes() ? atOnce() : inParts();
    }

    private boolean atOnce() throws IOException {
        Optional<byte[]> bytes = fetch(Wish.whole(object.key(), object.size()).of(object.etag()));
        if (bytes.isEmpty()) {
            return false;
        }
        AtomicFile.write(target, AtomicFile.folderOf(target), Optional.empty(), AtomicFile.bytes(bytes.get()));
        return true;
    }

    private boolean inParts() throws IOException {
        Path folder = AtomicFile.folderOf(target);
        Files.createDirectories(folder);
        String name = PartFile.name(target, calls.location().place(), object);
        sweepOthers(folder, name);
        Path partial = folder.resolve(name);
        Path journal = folder.resolve(name + PartFile.JOURNAL);
        try (FileChannel out = FileChannel.open(
                        partial, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock _ = lock(out)) {
            PartFile parts =
                    PartFile.open(out, journal, object.size(), calls.tuning().partBytes());
            if (!fetchAll(parts)) {
                Files.deleteIfExists(journal);
                Files.deleteIfExists(partial);
                return false;
            }
            out.force(true);
            AtomicFile.rename(partial, target);
            Files.deleteIfExists(journal);
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean fetchAll(PartFile parts) {
        AtomicBoolean same = new AtomicBoolean(true);
        Parallel.forEach(parts.missing(), calls.tuning().parallel(), index -> {
            if (!same.get()) {
                return;
            }
            Wish wish = Wish.range(object.key(), parts.offset(index), parts.length(index));
            Optional<byte[]> bytes = fetch(wish.of(object.etag()));
            if (bytes.isPresent()) {
                parts.write(index, ByteBuffer.wrap(bytes.get()));
            } else {
                same.set(false);
            }
        });
        return same.get();
    }

    /** Exactly the bytes of the wish; empty if the object is not this version any more. */
    private Optional<byte[]> fetch(Wish wish) {
        return switch (reading.read(wish)) {
            case Answer.Bytes body when body.bytes().length == wish.length() -> Optional.of(body.bytes());
            case Answer.Bytes body -> throw wrongLength(wish, body.bytes().length);
            case Answer.TooLarge(var size) -> throw wrongLength(wish, size);
            case Answer.Missing(), Answer.Changed(), Answer.Beyond() -> Optional.empty();
        };
    }

    private StorageException wrongLength(Wish wish, long bytes) {
        return new StorageException(
                "cannot read " + calls.location().place() + "/" + object.key() + ": the store sends " + bytes
                        + " bytes at " + wish.offset() + " where " + wish.length() + " were asked for");
    }

    private FileLock lock(FileChannel out) throws IOException {
        try {
            FileLock lock = out.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process; the answer is the same
        }
        throw new StorageException("another download into " + target + " is under way: wait for it");
    }

    /** Parts of other versions will not be asked for again. */
    private void sweepOthers(Path folder, String name) throws IOException {
        List<String> ours = List.of(name, name + PartFile.JOURNAL);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(
                folder, file -> PartFile.isOf(target, file.getFileName().toString()))) {
            for (Path other : others) {
                if (!ours.contains(other.getFileName().toString())) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }
}
