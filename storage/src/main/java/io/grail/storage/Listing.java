package io.grail.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One walk over a bucket's folder in key order, entering only folders that the prefix and the cursor reach. */
final class Listing {
    private final String prefix;
    private final String after;
    private final int limit;
    private final List<StoredObject> found = new ArrayList<>();

    Listing(String prefix, String after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a listing's limit must be at least 1, got " + limit);
        }
        this.prefix = prefix;
        this.after = after;
        this.limit = limit;
    }

    List<StoredObject> of(Path root) throws IOException {
        walk(root, "");
        return List.copyOf(found);
    }

    private void walk(Path folder, String folderKey) throws IOException {
        for (var entry : children(folder, folderKey).entrySet()) {
            if (found.size() == limit) {
                return;
            }
            String key = entry.getKey();
            if (key.endsWith("/")) {
                if (reaches(key)) {
                    walk(entry.getValue(), key);
                }
            } else if (key.startsWith(prefix) && key.compareTo(after) > 0 && key.length() <= ObjectKeys.MAX_LENGTH) {
                FileIdentity.of(entry.getValue()).ifPresent(identity -> found.add(identity.describe(key)));
            }
        }
    }

    /** Whether some key below the folder may belong to the answer. */
    private boolean reaches(String folderKey) {
        boolean inPrefix = folderKey.startsWith(prefix) || prefix.startsWith(folderKey);
        boolean beyondCursor = folderKey.compareTo(after) > 0 || after.startsWith(folderKey);
        return inPrefix && beyondCursor && folderKey.length() < ObjectKeys.MAX_LENGTH;
    }

    /** Children by key; a folder's ends in a slash, which puts it where the keys below it belong. */
    private static SortedMap<String, Path> children(Path folder, String folderKey) throws IOException {
        SortedMap<String, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!ObjectKeys.isSegment(name)) {
                    continue; // scratch files and strangers: no key names them
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    children.put(folderKey + name + "/", entry);
                } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    children.put(folderKey + name, entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new TreeMap<>(); // deleted since its name was read
        }
        return children;
    }
}
