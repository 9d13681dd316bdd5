package io.grail.chain.rpc.tx;

import io.grail.chain.rpc.node.PoolRefusal;
import io.grail.protocol.bytes.Hash;
import java.util.Optional;

/**
 * What became of a transaction. Whether its call succeeded is in the block's events: being included is not success.
 *
 * <p>After {@link Dropped}, {@link Invalid}, {@link Usurped} and {@link Unknown} it may still get into a block
 * until its era ends, by another node: {@link TransactionWatch#find} tells.
 */
public sealed interface TxOutcome {
    /** In a block that may yet be reorganised away: all that was asked for, or all that came until the deadline. */
    record Included(Place place) implements TxOutcome {}

    /** For ever in this block. */
    record Finalized(Place place) implements TxOutcome {}

    /** Never taken by the pool. */
    record Refused(PoolRefusal why) implements TxOutcome {}

    /** The node finds it invalid after all, e.g. as its nonce was used or applying it failed. */
    record Invalid(String reason) implements TxOutcome {}

    /** Thrown out of the pool. */
    record Dropped() implements TxOutcome {}

    /** Another one of the same nonce took its place. */
    record Usurped(Hash by) implements TxOutcome {}

    /**
     * No finalized block holds it, and none ever will.
     *
     * @param death the first block that could not hold it any more
     * @param retracted the last block seen to hold it before a reorganisation
     */
    record Expired(long death, Optional<Hash> retracted) implements TxOutcome {}

    /** A reorganisation took it out of {@code block}, and until the deadline no other block was seen to hold it. */
    record Retracted(Hash block) implements TxOutcome {}

    /** The deadline came first. */
    record Unknown(String reason) implements TxOutcome {}
}
