package io.grail.storage;

import java.time.InstantSource;
import java.util.Optional;

/** Opens buckets by location: the one place that knows all kinds. */
public final class Buckets {
    private Buckets() {}

    /** One's own bucket, for reading and writing, stamped by the store's own clock. */
    public static Bucket open(BucketLocation location) {
        return switch (location) {
            case BucketLocation.Directory(var path) -> DirectoryBucket.open(path, Optional.empty());
        };
    }

    /**
     * One's own bucket where time is simulated: Last-Modified is taken from {@code clock}.
     *
     * @throws StorageException if that kind of store keeps its own clock
     */
    public static Bucket open(BucketLocation location, InstantSource clock) {
        return switch (location) {
            case BucketLocation.Directory(var path) -> DirectoryBucket.open(path, Optional.of(clock));
        };
    }

    /** Somebody else's bucket: every put and delete is refused before anything moves. */
    public static Bucket readOnly(BucketLocation location) {
        return switch (location) {
            case BucketLocation.Directory(var path) -> DirectoryBucket.readOnly(path);
        };
    }
}
