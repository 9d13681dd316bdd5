package io.grail.chain.substrate.runtime;

import io.grail.chain.substrate.metadata.StorageEntry;
import io.grail.chain.substrate.metadata.StorageHasher;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import io.grail.chain.substrate.scale.ScaleWriter;
import io.grail.chain.substrate.value.Value;
import io.grail.chain.substrate.value.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A storage entry of a runtime: the keys of its values, and its values. */
public final class StorageItem {
    private static final int NAME_HASH_BYTES = 16;

    private final String name;
    private final StorageEntry entry;
    private final ValueCodec codec;
    private final byte[] root;

    StorageItem(String prefix, StorageEntry entry, ValueCodec codec) {
        this.name = prefix + "." + entry.name();
        this.entry = entry;
        this.codec = codec;
        this.root = new ScaleWriter()
                .fixed(nameHash(prefix))
                .fixed(nameHash(entry.name()))
                .toByteArray();
    }

    private static byte[] nameHash(String name) {
        return StorageHash.twox(NAME_HASH_BYTES, name.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The key of the value at {@code keys}.
     *
     * @throws IllegalArgumentException if there are more or fewer keys than the entry has
     * @throws ScaleException if a key is not of its type
     */
    public Bytes key(Value... keys) {
        if (keys.length != entry.keys().count()) {
            throw new IllegalArgumentException(name + " has " + entry.keys().count() + " keys, got " + keys.length);
        }
        return prefix(keys);
    }

    /**
     * What the keys of all values begin with whose first keys are {@code keys}; without any, those of the whole entry.
     *
     * @throws IllegalArgumentException if there are more keys than the entry has
     * @throws ScaleException if a key is not of its type
     */
    public Bytes prefix(Value... keys) {
        if (keys.length > entry.keys().count()) {
            throw new IllegalArgumentException(name + " has " + entry.keys().count() + " keys, got " + keys.length);
        }
        ScaleWriter out = new ScaleWriter().fixed(root);
        for (int i = 0; i < keys.length; i++) {
            byte[] key = encodeKey(i, keys[i]);
            StorageHasher hasher = entry.keys().hashers().get(i);
            out.fixed(StorageHash.of(hasher, key));
            if (hasher.isReversible()) {
                out.fixed(key);
            }
        }
        return Bytes.of(out.toByteArray());
    }

    private byte[] encodeKey(int i, Value key) {
        try {
            return codec.encode(entry.keys().types().get(i), key);
        } catch (ScaleException e) {
            throw e.insideItem(i).inside(name);
        }
    }

    /**
     * The keys that a storage key was made of.
     *
     * @throws ScaleException if it is not a key of this entry, or if a hasher hides the key
     */
    public List<Value> keys(Bytes storageKey) {
        ScaleReader in = new ScaleReader(storageKey.toArray());
        return in.part(name, this::keys);
    }

    private List<Value> keys(ScaleReader in) {
        if (!Arrays.equals(in.fixed(root.length), root)) {
            throw new ScaleException("a key of another entry");
        }
        List<Value> keys = new ArrayList<>();
        for (int i = 0; i < entry.keys().count(); i++) {
            StorageHasher hasher = entry.keys().hashers().get(i);
            if (!hasher.isReversible()) {
                throw new ScaleException("hasher " + hasher + " does not let keys be read back");
            }
            byte[] hash = in.fixed(hasher.hashBytes());
            Value key = codec.read(entry.keys().types().get(i), in);
            if (!Arrays.equals(hash, StorageHash.of(hasher, encodeKey(i, key)))) {
                throw new ScaleException("the hash of key " + i + " is another's");
            }
            keys.add(key);
        }
        in.end();
        return List.copyOf(keys);
    }

    /**
     * The value of these bytes, or, if none are stored, the default; empty if the entry has no default.
     *
     * @throws ScaleException if the bytes are no such value, or if there are none and there must be some
     */
    public Optional<Value> decode(Optional<Bytes> stored) {
        if (stored.isPresent()) {
            return Optional.of(decode(stored.get()));
        }
        return switch (entry.absence()) {
            case OPTIONAL -> Optional.empty();
            case DEFAULT -> Optional.of(decode(entry.fallback()));
            case REQUIRED -> throw new ScaleException(name + " is not stored, but must be");
        };
    }

    private Value decode(Bytes bytes) {
        try {
            return codec.decode(entry.value(), bytes.toArray());
        } catch (ScaleException e) {
            throw e.inside(name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
