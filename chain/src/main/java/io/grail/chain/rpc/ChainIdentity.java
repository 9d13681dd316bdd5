package io.grail.chain.rpc;

import io.grail.protocol.bytes.Hash;

/**
 * Which chain it is.
 *
 * @param genesis hash of block 0, which every transaction's signature covers
 * @param name what {@code system_chain} answers, e.g. {@code Bittensor}
 */
public record ChainIdentity(Hash genesis, String name) {
    @Override
    public String toString() {
        return "chain \"" + name + "\" of genesis 0x" + genesis;
    }
}
