package io.grail.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a regular file, enough to tell two versions apart without reading them.
 *
 * @param changed when the file system last saw a change, by its own clock; the modification time where it has none
 */
record FileIdentity(long size, Instant modified, FileTime changed, String fileKey) {

    /**
     * The file's identity; empty if there is none, or a folder.
     *
     * @throws FileSystemException if it is neither a regular file nor a folder: reading a pipe would wait for ever
     */
    static Optional<FileIdentity> of(Path file) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                return Optional.empty();
            }
            if (!attributes.isRegularFile()) {
                throw new FileSystemException(file.toString(), null, "not a regular file; links are not followed");
            }
            return Optional.of(new FileIdentity(
                    attributes.size(),
                    attributes.lastModifiedTime().toInstant(),
                    changed(file, attributes),
                    Objects.requireNonNullElse(attributes.fileKey(), "").toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                return Optional.empty(); // object "a" exists, "a/b" was asked for
            }
            throw e;
        }
    }

    /**
     * Refuses a path that a link below {@code root} leads elsewhere.
     *
     * @throws FileSystemException naming the link
     */
    static void requireNoLink(Path root, Path file) throws FileSystemException {
        for (Path part = file; part != null && !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw new FileSystemException(part.toString(), null, part + " is a link; links are not followed");
            }
        }
    }

    StoredObject describe(String key) {
        return new StoredObject(key, size, modified, etag());
    }

    /** Changes with every put: a put makes a new file, whose number, size or change time differs. */
    private String etag() {
        HexFormat hex = HexFormat.of();
        return Long.toHexString(size) + "-" + hex.toHexDigits(changed.to(TimeUnit.NANOSECONDS)) + "-"
                + hex.toHexDigits(fileKey.hashCode());
    }

    private static FileTime changed(Path file, BasicFileAttributes attributes) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        }
        return attributes.lastModifiedTime();
    }
}
