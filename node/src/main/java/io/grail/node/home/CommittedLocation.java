package io.grail.node.home;

import io.grail.storage.BucketLocation;
import io.grail.storage.StorageException;

/**
 * Where a bucket is, as committed on the chain by nodes that share a run's folder: {@code run:NAME}.
 *
 * <p>Not an absolute path: what stands on the chain goes into block hashes, and two equal runs in two folders must be
 * equal. Any other text is a {@link BucketLocation} of its own.
 */
public final class CommittedLocation {
    private static final String IN_RUN = "run:";

    private CommittedLocation() {}

    public static String of(Seat seat) {
        return IN_RUN + seat.name();
    }

    /** Whether the text is of this kind, and leads into the run's folder. */
    static boolean isInRun(String text) {
        return text.startsWith(IN_RUN);
    }

    /**
     * What a committed text means to a node that works in {@code folder}. The text is a stranger's.
     *
     * @throws StorageException if it names no bucket
     */
    public static BucketLocation resolve(String text, RunFolder folder) {
        if (!isInRun(text)) {
            return BucketLocation.parse(text);
        }
        String name = text.substring(IN_RUN.length());
        if (!Seat.isName(name)) {
            throw new StorageException("the committed bucket location '" + text + "' names no node of this run");
        }
        return new BucketLocation.Directory(folder.bucket(name));
    }
}
