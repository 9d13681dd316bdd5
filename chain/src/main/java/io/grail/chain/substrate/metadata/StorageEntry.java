package io.grail.chain.substrate.metadata;

import io.grail.chain.substrate.scale.Bytes;

/**
 * One variable of a pallet, or a map of them.
 *
 * @param keys how many keys a value has, and how they are hashed
 * @param value the type of the values
 * @param absence what it means that a value is not stored
 * @param fallback the bytes of the default value, which count if {@code absence} is {@code DEFAULT}
 */
public record StorageEntry(String name, StorageKeys keys, int value, Absence absence, Bytes fallback) {
    /** What it means that a value is not stored, in the order of their codes in a metadata. */
    public enum Absence {
        /** There is no value. */
        OPTIONAL,
        /** The value is the default. */
        DEFAULT,
        /** It cannot be: the chain is broken, or the question. */
        REQUIRED
    }
}
