package io.grail.node.lab.chaos;

import io.grail.storage.Bucket;
import io.grail.storage.ObjectTooLargeException;
import io.grail.storage.StorageException;
import io.grail.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Another's bucket as a node sees it under faults, and as it was before the newest block. */
record PeerBucket(String owner, Bucket bucket, Replaced replaced, Injector injector) implements Bucket {
    private static final Pattern WINDOW = Pattern.compile("/w([0-9]{1,9})/");

    @Override
    public Optional<StoredObject> head(String key) {
        return injector.effect(Effect.READ, () -> {
            Optional<Lie> lie = injector.reachBucket(owner);
            Optional<StoredObject> seen = replaced.head(bucket, key, injector.nowMillis());
            return lie.isPresent() ? seen.flatMap(lie.get()::of) : seen;
        });
    }

    @Override
    public Optional<byte[]> get(String key, long maxBytes) {
        return injector.effect(Effect.READ, () -> {
            Optional<Lie> lie = injector.reachBucket(owner);
            String asked = lie.equals(Optional.of(Lie.STALE)) ? windowBefore(key) : key;
            Optional<byte[]> seen = lie.equals(Optional.of(Lie.ABSENT))
                    ? Optional.empty()
                    : replaced.get(bucket, asked, maxBytes, injector.nowMillis());
            return lie.isPresent() ? seen.map(bytes -> bounded(key, lie.get().of(bytes), maxBytes)) : seen;
        });
    }

    private static byte[] bounded(String key, byte[] bytes, long maxBytes) {
        if (bytes.length > maxBytes) {
            throw new ObjectTooLargeException(key, bytes.length, maxBytes);
        }
        return bytes;
    }

    private static String windowBefore(String key) {
        return WINDOW.matcher(key).replaceFirst(w -> "/w" + Math.max(0, Long.parseLong(w.group(1)) - 1) + "/");
    }

    @Override
    public Optional<byte[]> getRange(String key, long offset, int length) {
        return get(key, Integer.MAX_VALUE)
                .map(bytes -> Arrays.copyOfRange(
                        bytes, (int) Math.min(offset, bytes.length), (int) Math.min(offset + length, bytes.length)));
    }

    @Override
    public boolean getFile(String key, Path target, long maxBytes) {
        Optional<byte[]> bytes = get(key, maxBytes);
        if (bytes.isEmpty()) {
            return false;
        }
        try {
            Files.write(target, bytes.get());
            return true;
        } catch (IOException e) {
            throw new StorageException("cannot write " + target, e);
        }
    }

    @Override
    public List<StoredObject> list(String prefix, String after, int limit) {
        return injector.effect(Effect.READ, () -> {
            var _ = injector.reachBucket(owner);
            return bucket.list(prefix, after, limit);
        });
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        return bucket.put(key, body);
    }

    @Override
    public StoredObject putFile(String key, Path file) {
        return bucket.putFile(key, file);
    }

    @Override
    public void delete(String key) {
        bucket.delete(key);
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
