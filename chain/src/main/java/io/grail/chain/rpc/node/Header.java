package io.grail.chain.rpc.node;

import io.grail.protocol.bytes.Hash;

/**
 * The head of a block, without its digest.
 *
 * @param parent hash of the block before
 * @param number from 0 to 2³² − 1
 */
public record Header(Hash parent, long number, Hash stateRoot, Hash extrinsicsRoot) {
    static Header read(Answer answer) {
        return new Header(
                answer.field("parentHash").hash(),
                answer.field("number").number(),
                answer.field("stateRoot").hash(),
                answer.field("extrinsicsRoot").hash());
    }
}
