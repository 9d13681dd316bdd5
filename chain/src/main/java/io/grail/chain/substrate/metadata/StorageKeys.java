package io.grail.chain.substrate.metadata;

import java.util.List;

/**
 * The keys of a storage entry; none for a single variable.
 *
 * @param hashers one for each key
 * @param types the type of each key
 */
public record StorageKeys(List<StorageHasher> hashers, List<Integer> types) {
    /** The keys of a variable that is no map. */
    public static final StorageKeys NONE = new StorageKeys(List.of(), List.of());

    public StorageKeys {
        if (hashers.size() != types.size()) {
            throw new IllegalArgumentException(hashers.size() + " hashers for " + types.size() + " keys");
        }
    }

    public int count() {
        return types.size();
    }
}
