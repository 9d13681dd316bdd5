package io.grail.node.lab.chaos;

import io.grail.node.lab.ForwardingBucket;
import io.grail.storage.Bucket;
import io.grail.storage.StoredObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Mistakes with a node's own bucket. */
final class StorePlants {
    private StorePlants() {}

    static final class TornUpload implements Plant {
        @Override
        public Bucket own(Bucket bucket) {
            return new ForwardingBucket(bucket) {
                @Override
                public StoredObject put(String key, byte[] body) {
                    var _ = super.put(key, Arrays.copyOf(body, body.length / 2));
                    return super.put(key, body);
                }
            };
        }
    }

    /** Takes its update for uploaded when it starts. */
    static final class PendingForgotten implements Plant {
        @Override
        public Bucket own(Bucket bucket) {
            return new ForwardingBucket(bucket) {
                @Override
                public Optional<StoredObject> head(String key) {
                    return key.contains("/envelope-")
                            ? Optional.of(new StoredObject(key, 1, Instant.EPOCH, "taken for granted"))
                            : super.head(key);
                }
            };
        }
    }

    static final class NoMirror implements Plant {
        @Override
        public Bucket own(Bucket bucket) {
            return new ForwardingBucket(bucket) {
                @Override
                public StoredObject put(String key, byte[] body) {
                    return key.contains("/blobs/")
                            ? new StoredObject(key, body.length, Instant.EPOCH, "taken for granted")
                            : super.put(key, body);
                }
            };
        }
    }
}
