package io.grail.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where a bucket is, as its owner commits it to the chain: public text. What lets others read the bucket is part of it;
 * what lets its owner write never is.
 */
public sealed interface BucketLocation permits BucketLocation.Directory, S3Location {
    /** The longest text that is looked at. */
    int MAX_LENGTH = 512;

    /** A folder of this machine or of a shared file system; {@code file:///absolute/path}. */
    record Directory(Path path) implements BucketLocation {
        public Directory {
            if (!path.isAbsolute() || !path.equals(path.normalize())) {
                throw new IllegalArgumentException("a bucket's folder must be absolute and normal, got " + path);
            }
        }

        @Override
        public String text() {
            String uri = path.toUri().toASCIIString();
            // Path.toUri asks the disk and ends in a slash if there is a folder; the text must not depend on that.
            return uri.length() > SCHEME.length() + 1 && uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        }

        private static final String SCHEME = "file://";
    }

    /** The committed text; {@link #parse} is the inverse. */
    String text();

    /** The location of a folder, made absolute from the working directory. */
    static BucketLocation of(Path folder) {
        return new Directory(folder.toAbsolutePath().normalize());
    }

    /**
     * Reads hostile text.
     *
     * @throws StorageException naming the text, what is wrong with it and the kinds of location that are known
     */
    static BucketLocation parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new StorageException(
                    "a bucket location has at most " + MAX_LENGTH + " characters, got " + text.length());
        }
        try {
            if (S3Text.claims(text)) {
                return S3Text.parse(text);
            }
            URI uri = new URI(text);
            if (!"file".equals(uri.getScheme())) {
                throw refused(text, "unknown scheme");
            }
            if (!text.startsWith("file:///") || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw refused(text, "no host, query or fragment is allowed");
            }
            return new Directory(Path.of(uri));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused(text, "not a location (" + ObjectKeys.printable(String.valueOf(e.getMessage())) + ")");
        }
    }

    private static StorageException refused(String text, String why) {
        return new StorageException("bucket location \"" + ObjectKeys.printable(text) + "\": " + why
                + "; known are file:///absolute/path, " + S3Text.KNOWN);
    }
}
