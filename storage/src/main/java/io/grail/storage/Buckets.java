package io.grail.storage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Opens buckets by location: the one place that knows all kinds. */
public final class Buckets {
    /** For so long an object store may say nothing, where nobody says otherwise. */
    public static final Duration SILENCE = Duration.ofSeconds(15);

    private Buckets() {}

    /**
     * One's own bucket, for reading and writing, stamped by the store's own clock.
     *
     * @throws StorageException if it is behind the S3 protocol: nobody writes there without a key
     */
    public static Bucket open(BucketLocation location) {
        return switch (location) {
            case BucketLocation.Directory(var path) -> DirectoryBucket.open(path, Optional.empty());
            case S3Location s3 ->
                throw new StorageException("writing to " + s3.place() + " needs the key of its owner");
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
            case S3Location s3 ->
                throw new StorageException(s3.place() + " keeps its own clock: where time is simulated, only a folder"
                        + " serves as bucket");
        };
    }

    /** One's own bucket behind the S3 protocol, for reading and writing. */
    public static Bucket open(S3Location location, S3Key writeKey, Reach reach) {
        return open(location, writeKey, reach, SILENCE);
    }

    /** As {@link #open(S3Location, S3Key, Reach)}; what says nothing for as long as {@code silence} is asked again. */
    public static Bucket open(S3Location location, S3Key writeKey, Reach reach, Duration silence) {
        return S3Bucket.open(location, Optional.of(writeKey), reach, S3Tuning.USUAL.waiting(silence));
    }

    /** Makes one's own bucket, if it is not there. */
    public static void create(S3Location location, S3Key writeKey, Reach reach) {
        try (S3Bucket bucket = S3Bucket.open(location, Optional.of(writeKey), reach, S3Tuning.USUAL)) {
            bucket.create();
        }
    }

    /** Somebody else's bucket on the internet or in a folder: every put and delete is refused before anything moves. */
    public static Bucket readOnly(BucketLocation location) {
        return readOnly(location, Reach.PUBLIC);
    }

    /** As {@link #readOnly(BucketLocation, Reach, Duration)} with the usual patience. */
    public static Bucket readOnly(BucketLocation location, Reach reach) {
        return readOnly(location, reach, SILENCE);
    }

    /**
     * Somebody else's bucket: every put and delete is refused before anything moves.
     *
     * @param silence an object store that says nothing for so long is asked again
     * @throws StorageException if {@code reach} does not allow to ask its server
     */
    public static Bucket readOnly(BucketLocation location, Reach reach, Duration silence) {
        return switch (location) {
            case BucketLocation.Directory(var path) -> DirectoryBucket.readOnly(path);
            case S3Location s3 -> S3Bucket.open(s3, Optional.empty(), reach, S3Tuning.USUAL.waiting(silence));
        };
    }
}
