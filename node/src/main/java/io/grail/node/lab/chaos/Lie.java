package io.grail.node.lab.chaos;

import io.grail.storage.StoredObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** What a store says that is not so. */
enum Lie {
    /** The first half of the bytes. */
    TRUNCATED,
    /** One bit is another. */
    FLIPPED,
    /** More bytes than were put. */
    LONGER,
    /** There is no such object. */
    ABSENT,
    /** No Last-Modified, which clients read as the beginning of time. */
    UNDATED,
    /** What it held a window ago. */
    STALE;

    private static final int ADDED_BYTES = 7;

    byte[] of(byte[] bytes) {
        return switch (this) {
            case TRUNCATED -> Arrays.copyOf(bytes, bytes.length / 2);
            case LONGER -> Arrays.copyOf(bytes, bytes.length + ADDED_BYTES);
            case FLIPPED -> {
                byte[] flipped = bytes.clone();
                if (flipped.length > 0) {
                    flipped[flipped.length / 2] ^= 1;
                }
                yield flipped;
            }
            case ABSENT, UNDATED, STALE -> bytes;
        };
    }

    Optional<StoredObject> of(StoredObject object) {
        return switch (this) {
            case ABSENT -> Optional.empty();
            case UNDATED -> Optional.of(new StoredObject(object.key(), object.size(), Instant.EPOCH, object.etag()));
            case TRUNCATED, FLIPPED, LONGER, STALE -> Optional.of(object);
        };
    }
}
