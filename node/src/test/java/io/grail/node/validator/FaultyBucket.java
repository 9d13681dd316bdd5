package io.grail.node.validator;

import io.grail.node.lab.ForwardingBucket;
import io.grail.storage.Bucket;
import io.grail.storage.StoredObject;
import java.nio.file.Path;

/** Asks somebody before and after every change of a bucket. */
final class FaultyBucket extends ForwardingBucket {
    private final Witness witness;

    /** May throw, and so keep the change or its answer from happening. */
    interface Witness {
        void before(String key);

        void after(String key);
    }

    FaultyBucket(Bucket bucket, Witness witness) {
        super(bucket);
        this.witness = witness;
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        witness.before(key);
        StoredObject stored = super.put(key, body);
        witness.after(key);
        return stored;
    }

    @Override
    public StoredObject putFile(String key, Path file) {
        witness.before(key);
        StoredObject stored = super.putFile(key, file);
        witness.after(key);
        return stored;
    }

    @Override
    public void delete(String key) {
        witness.before(key);
        super.delete(key);
        witness.after(key);
    }
}
