package io.grail.chain.rpc.tx;

import io.grail.protocol.bytes.Hash;

/**
 * Where a transaction is.
 *
 * @param index among the block's extrinsics; its events bear the same
 */
public record Place(Hash block, long number, int index) {}
