package io.grail.chain.rpc.tx;

import io.grail.protocol.bytes.Hash;

/** How a transaction that is followed fares, for people and logs. */
public sealed interface TxState {
    /** In the node's pool; not {@code ready} while a nonce before it is missing. */
    record Pooled(boolean ready) implements TxState {}

    /** Told to so many nodes. */
    record Broadcast(int peers) implements TxState {}

    /** In a block that may yet be reorganised away. */
    record InBlock(Hash block) implements TxState {}

    /** That block was reorganised away; back in the pool. */
    record Retracted(Hash block) implements TxState {}

    /** The node tells nothing any more: finalized blocks are searched for it. */
    record Searching(String reason) implements TxState {}
}
