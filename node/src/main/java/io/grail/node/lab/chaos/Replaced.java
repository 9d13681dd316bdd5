package io.grail.node.lab.chaos;

import io.grail.storage.Bucket;
import io.grail.storage.ObjectTooLargeException;
import io.grail.storage.StoredObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What lay in one bucket before the block in which it was replaced. Others see a put only from the next block on, so that
 * what they see does not depend on whose thread is faster.
 */
final class Replaced {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Before> before = new HashMap<>();

    /** An object as it was until some moment of the chain's time. */
    private static final class Before {
        private final Optional<StoredObject> object;
        private final byte[] bytes;
        private final long untilMillis;

        Before(Optional<StoredObject> object, byte[] bytes, long untilMillis) {
            this.object = object;
            this.bytes = bytes;
            this.untilMillis = untilMillis;
        }
    }

    /** Changes an object by its owner's hand. */
    <T> T replace(Bucket own, String key, long nowMillis, Supplier<T> change) {
        lock.writeLock().lock();
        try {
            Before known = before.get(key);
            if (known == null || known.untilMillis < nowMillis) {
                Optional<StoredObject> old = own.head(key);
                byte[] bytes =
                        old.flatMap(object -> own.get(key, object.size())).orElseGet(() -> new byte[0]);
                before.put(key, new Before(old, bytes, nowMillis));
            }
            return change.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    Optional<StoredObject> head(Bucket theirs, String key, long nowMillis) {
        lock.readLock().lock();
        try {
            Before old = before.get(key);
            return old != null && old.untilMillis >= nowMillis ? old.object : theirs.head(key);
        } finally {
            lock.readLock().unlock();
        }
    }

    Optional<byte[]> get(Bucket theirs, String key, long maxBytes, long nowMillis) {
        lock.readLock().lock();
        try {
            Before old = before.get(key);
            if (old == null || old.untilMillis < nowMillis) {
                return theirs.get(key, maxBytes);
            }
            if (old.bytes.length > maxBytes) {
                throw new ObjectTooLargeException(key, old.bytes.length, maxBytes);
            }
            return old.object.map(_ -> old.bytes.clone());
        } finally {
            lock.readLock().unlock();
        }
    }
}
