package io.grail.node.lab;

import io.grail.storage.Bucket;
import io.grail.storage.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Another bucket, as it is; whoever changes something about it overrides that. */
public class ForwardingBucket implements Bucket {
    private final Bucket bucket;

    /** Goes through to {@code bucket}, and closes it. */
    public ForwardingBucket(Bucket bucket) {
        this.bucket = bucket;
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
    public Optional<StoredObject> head(String key) {
        return bucket.head(key);
    }

    @Override
    public Optional<byte[]> get(String key, long maxBytes) {
        return bucket.get(key, maxBytes);
    }

    @Override
    public Optional<byte[]> getRange(String key, long offset, int length) {
        return bucket.getRange(key, offset, length);
    }

    @Override
    public boolean getFile(String key, Path target, long maxBytes) {
        return bucket.getFile(key, target, maxBytes);
    }

    @Override
    public List<StoredObject> list(String prefix, String after, int limit) {
        return bucket.list(prefix, after, limit);
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
