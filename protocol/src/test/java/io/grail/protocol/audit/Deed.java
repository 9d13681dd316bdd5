package io.grail.protocol.audit;

/** What a miner of {@link RecordedSubnet} does in a window. */
enum Deed {
    HONEST,
    /** The envelope comes a second after the deadline. */
    LATE,
    /** The envelope is no envelope. */
    NO_ENVELOPE,
    /** An envelope, but no payload. */
    NO_PAYLOAD,
    UNOPENED,
    /** The opening comes a second after its time. */
    OPENED_LATE,
    /** What is sealed is no update. */
    MALFORMED,
    /** The proof of the model is of another one. */
    STALE,
    /** The payload is the first miner's of the first window. */
    REPLAY,
    /** The payload is the first miner's of this window. */
    TWIN,
    ABSENT
}
