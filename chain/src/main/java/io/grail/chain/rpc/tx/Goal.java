package io.grail.chain.rpc.tx;

/** What to wait for. */
public enum Goal {
    /** A block of the best chain, which may yet be reorganised away. */
    INCLUDED,
    /** A finalized block. */
    FINALIZED
}
