package io.grail.node.lab.chaos;

import io.grail.protocol.bytes.Hash;
import io.grail.storage.Bucket;
import io.grail.storage.StorageException;
import io.grail.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A node's own bucket under faults; tells the chronicle what was put. */
record OwnBucket(Bucket bucket, Replaced replaced, Injector injector) implements Bucket {
    @Override
    public StoredObject put(String key, byte[] body) {
        return put(key, Hash.sha256(body), () -> bucket.put(key, body));
    }

    @Override
    public StoredObject putFile(String key, Path file) {
        try {
            return put(key, Hash.sha256(Files.readAllBytes(file)), () -> bucket.putFile(key, file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private StoredObject put(String key, Hash hash, Supplier<StoredObject> put) {
        Optional<Fault.FailingPut> failing = injector.reachOwnBucket();
        return injector.effect(Effect.PUT, () -> {
            failing.filter(fault -> !fault.after()).ifPresent(fault -> refuse());
            StoredObject stored = replaced.replace(bucket, key, injector.nowMillis(), put);
            injector.chronicle().put(injector.node(), injector.head(), key, hash);
            failing.ifPresent(fault -> refuse());
            return stored;
        });
    }

    private void refuse() {
        throw new StorageException("the bucket of " + injector.node() + " does not answer its owner");
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return injector.effect(Effect.READ, () -> bucket.head(key));
    }

    @Override
    public Optional<byte[]> get(String key, long maxBytes) {
        return injector.effect(Effect.READ, () -> bucket.get(key, maxBytes));
    }

    @Override
    public Optional<byte[]> getRange(String key, long offset, int length) {
        return injector.effect(Effect.READ, () -> bucket.getRange(key, offset, length));
    }

    @Override
    public boolean getFile(String key, Path target, long maxBytes) {
        return injector.effect(Effect.READ, () -> bucket.getFile(key, target, maxBytes));
    }

    @Override
    public List<StoredObject> list(String prefix, String after, int limit) {
        return injector.effect(Effect.READ, () -> bucket.list(prefix, after, limit));
    }

    @Override
    public void delete(String key) {
        injector.effect(
                Effect.PUT,
                () -> replaced.replace(bucket, key, injector.nowMillis(), () -> {
                    bucket.delete(key);
                    return true;
                }));
    }

    @Override
    public String location() {
        return bucket.location();
    }

    @Override
    public void close() {
        bucket.close();
    }
}
