package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * A note beside a shard that its hash was found right when the file was in a certain state (size, times, file number).
 *
 * <p>As long as the file system reports that same state, the shard is not hashed again: its change time moves with every
 * write. It protects from accidents, not from whoever may write the folder, and not from a disk that loses bits in
 * silence; {@link Dataset#verify} hashes in any case.
 */
final class VerifiedMark {
    private VerifiedMark() {}

    static boolean holds(Path shard, Hash hash) throws IOException {
        Path mark = mark(shard);
        return Files.isRegularFile(mark)
                && Files.size(mark) <= 1024
                && Files.readString(mark, StandardCharsets.UTF_8).equals(state(shard, hash));
    }

    /** Leaves the note; a folder that cannot be written costs a hash at every start and nothing else. */
    static void leave(Path shard, Hash hash) {
        Path mark = mark(shard);
        Path temporary = mark.resolveSibling(mark.getFileName() + "." + UUID.randomUUID());
        try {
            Files.writeString(temporary, state(shard, hash), StandardCharsets.UTF_8);
            Files.move(temporary, mark, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteQuietly(temporary);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return; // a stray note means nothing
        }
    }

    private static Path mark(Path shard) {
        return shard.resolveSibling(shard.getFileName() + ".verified");
    }

    private static String state(Path shard, Hash hash) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(shard, BasicFileAttributes.class);
        boolean unix = shard.getFileSystem().supportedFileAttributeViews().contains("unix");
        Object changed = unix ? Files.getAttribute(shard, "unix:ctime", LinkOption.NOFOLLOW_LINKS) : "";
        return String.join(
                "\n",
                hash.toString(),
                Long.toString(attributes.size()),
                attributes.lastModifiedTime().toString(),
                changed.toString(),
                String.valueOf(attributes.fileKey()));
    }
}
