package io.grail.chain.substrate.extrinsic;

import io.grail.chain.substrate.scale.Bytes;

/**
 * Which chain, and which rules: signed, so that an extrinsic means nothing elsewhere.
 *
 * @param genesis the hash of block 0, 32 bytes
 * @param specVersion of the runtime, from {@code state_getRuntimeVersion}; u32
 * @param transactionVersion likewise
 */
public record ChainVersion(Bytes genesis, long specVersion, long transactionVersion) {
    public ChainVersion {
        if (genesis.length() != Terms.HASH_BYTES) {
            throw new IllegalArgumentException("a genesis hash has 32 bytes, got " + genesis.length());
        }
    }
}
