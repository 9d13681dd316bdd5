package io.grail.node.lab.chaos;

/** Where a node touches something that outlives it, or reads what others left: a crash comes before or after one. */
enum Effect {
    /** Puts an object into its own bucket. */
    PUT,
    /** Asks a bucket, its own or another's. */
    READ,
    /** Submits to the chain. */
    SUBMIT,
    /** Forces, renames or deletes a part of a snapshot. */
    DISK
}
