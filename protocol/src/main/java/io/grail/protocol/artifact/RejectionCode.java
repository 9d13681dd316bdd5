package io.grail.protocol.artifact;

import io.grail.protocol.bytes.MalformedException;

/** Why an update does not count: a closed set, each with the byte that stands for it in canonical bytes. */
public enum RejectionCode {
    /** Its signer is not registered on the subnet. */
    NOT_REGISTERED(1),
    /** The miner's bucket did not answer, so nothing is known of the update. */
    UNREACHABLE(2),
    /** The bucket answered and holds no update for the window. */
    MISSING(3),
    /** Uploaded before the window opened. */
    TOO_EARLY(4),
    /** Uploaded after the deadline. */
    TOO_LATE(5),
    /** Longer than the run allows; refused before the download. */
    TOO_LARGE(6),
    /** The signature is not the hotkey's over these bytes. */
    BAD_SIGNATURE(7),
    /** Made for another run. */
    WRONG_RUN(8),
    /** Made for another window. */
    WRONG_WINDOW(9),
    /** Trained from a model whose root is not the window's. */
    DESYNCED(10),
    /** Sealed, and the key did not come in time. */
    NOT_OPENED(11),
    /** The key opens nothing, or something else than was announced. */
    BAD_OPENING(12),
    /** The bytes are not what their format says. */
    MALFORMED(13),
    /** Holds an infinity or not-a-number. */
    NOT_FINITE(14),
    /** The same bytes counted in an earlier window. */
    REPLAYED(15),
    /** The miner did not show that it holds the window's parameters. */
    STATE_PROOF_FAILED(16),
    /** A manifest whose merge makes the loss jump; nobody else is refused for it. */
    HARMFUL(17);

    private final int wire;

    RejectionCode(int wire) {
        this.wire = wire;
    }

    /** The byte that stands for this code in canonical bytes, 1 to 255; never reused for another meaning. */
    public int wire() {
        return wire;
    }

    /**
     * The inverse of {@link #wire()}.
     *
     * @throws MalformedException if no code has this byte
     */
    public static RejectionCode ofWire(int wire) {
        for (RejectionCode code : values()) {
            if (code.wire == wire) {
                return code;
            }
        }
        throw new MalformedException("rejection code " + wire, "1 to " + values().length);
    }
}
