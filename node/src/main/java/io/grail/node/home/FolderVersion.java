package io.grail.node.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The version of what lies in a node's folder, in its file {@code version}, so that no Grail takes what it does not
 * understand for its own memory. Whoever changes the form of a snapshot raises it and says here how the one before is read.
 *
 * <ol>
 *   <li>without this file and without a lineage, which then begins at the snapshot
 *       ({@link io.grail.node.sync.ModelFile})
 *   <li>this one
 * </ol>
 */
public final class FolderVersion {
    private static final int CURRENT = 2;
    private static final String FILE = "version";

    private FolderVersion() {}

    /**
     * Makes {@code folder} one of this version: a new one, or an older one's, of which what lies there must tell by itself
     * how it is read until it is written anew.
     *
     * @throws FolderVersionException if it is a newer version's, which is left as it is
     */
    public static void claim(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            String found = read(file);
            if (found.equals(String.valueOf(CURRENT))) {
                return;
            }
            if (!found.isEmpty()) {
                throw new FolderVersionException(
                        folder + " is of version " + found + ", and this Grail knows versions up to " + CURRENT
                                + ": use the Grail that wrote it, or a newer one; nothing in it was changed");
            }
            Files.createDirectories(folder);
            Path fresh = folder.resolve(FILE + ".new");
            Files.writeString(fresh, CURRENT + "\n");
            Disk.REAL.force(fresh);
            Disk.REAL.rename(fresh, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
