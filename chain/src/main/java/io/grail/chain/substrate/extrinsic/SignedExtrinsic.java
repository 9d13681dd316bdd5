package io.grail.chain.substrate.extrinsic;

import io.grail.chain.substrate.runtime.StorageHash;
import io.grail.chain.substrate.scale.Bytes;

/**
 * An extrinsic as {@code author_submitExtrinsic} takes it and as a block lists it.
 *
 * @param bytes its length as a compact, and itself
 */
public record SignedExtrinsic(Bytes bytes) {
    /** By which nodes know it: BLAKE2b-256 of all its bytes. */
    public Bytes hash() {
        return Bytes.of(StorageHash.blake2b(32, bytes.toArray()));
    }
}
