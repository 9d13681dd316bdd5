package io.grail.chain.substrate.metadata;

/** What a map's key becomes in the key of its storage, in the order of their codes in a metadata. */
public enum StorageHasher {
    BLAKE2_128(16, false),
    BLAKE2_256(32, false),
    BLAKE2_128_CONCAT(16, true),
    TWOX_128(16, false),
    TWOX_256(32, false),
    TWOX_64_CONCAT(8, true),
    IDENTITY(0, true);

    private final int hashBytes;
    private final boolean reversible;

    StorageHasher(int hashBytes, boolean reversible) {
        this.hashBytes = hashBytes;
        this.reversible = reversible;
    }

    /** How many bytes of hash it writes. */
    public int hashBytes() {
        return hashBytes;
    }

    /** Whether the key itself follows the hash and can be read back. */
    public boolean isReversible() {
        return reversible;
    }
}
