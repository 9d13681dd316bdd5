package io.grail.protocol.window;

import io.grail.protocol.bytes.Hash;

/**
 * A finalized block, all that the rules know of time.
 *
 * @param number height, from 0
 * @param hash the chain's hash of it: nobody knows it before the block exists
 * @param timestampMillis the chain's own timestamp, milliseconds since 1970
 */
public record Block(long number, Hash hash, long timestampMillis) {
    public Block {
        if (number < 0) {
            throw new IllegalArgumentException("block number must not be negative, got " + number);
        }
    }
}
