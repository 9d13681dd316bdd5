package io.grail.chain.drand;

import io.grail.protocol.bytes.Hash;

/**
 * A round of a beacon that is out, its signature verified.
 *
 * @param number from 1
 */
public record Round(long number, Signature signature) {
    /** The round's random number, which nobody knew before. */
    public Hash randomness() {
        return Hash.sha256(signature.bytes());
    }
}
