package io.grail.protocol.incentive;

import io.grail.protocol.artifact.RejectionCode;

/** How one miner's evidence of one window is dealt with. */
public enum Charge {
    /** Its update was measured: it is rated, averaged and paid. */
    EVALUATED,
    /** No update in time, by its own fault: last in the match. */
    ABSENT,
    /** Sent something that is not a valid update: last in the match. */
    INVALID,
    /** A fault that nobody can be blamed for: nothing is charged and nothing is paid. */
    EXCUSED,
    /** The validator's own fault: nothing is charged, and the last score is paid again. */
    UNJUDGED,
    /** Put out: whatever it sent is not looked at. */
    EXILED;

    /** Whether the miner plays in the window's match. */
    boolean plays() {
        return switch (this) {
            case EVALUATED, ABSENT, INVALID -> true;
            case EXCUSED, UNJUDGED, EXILED -> false;
        };
    }

    /** What a rejection is charged as, if the fault is the miner's own. */
    static Charge of(RejectionCode code) {
        return switch (code) {
            case UNREACHABLE, MISSING, TOO_EARLY, TOO_LATE, NOT_OPENED -> ABSENT;
            case TOO_LARGE,
                    BAD_SIGNATURE,
                    WRONG_RUN,
                    WRONG_WINDOW,
                    DESYNCED,
                    BAD_OPENING,
                    MALFORMED,
                    NOT_FINITE,
                    REPLAYED,
                    STATE_PROOF_FAILED,
                    HARMFUL -> INVALID;
            // Registered now, or there would be no entry, but not yet when the window was assigned.
            case NOT_REGISTERED -> EXCUSED;
        };
    }

    /** Whether the validator would see this fault everywhere if it were itself cut off or on another model. */
    static boolean couldBeOurs(RejectionCode code) {
        return switch (code) {
            case UNREACHABLE, DESYNCED -> true;
            case NOT_REGISTERED,
                    MISSING,
                    TOO_EARLY,
                    TOO_LATE,
                    TOO_LARGE,
                    BAD_SIGNATURE,
                    WRONG_RUN,
                    WRONG_WINDOW,
                    NOT_OPENED,
                    BAD_OPENING,
                    MALFORMED,
                    NOT_FINITE,
                    REPLAYED,
                    STATE_PROOF_FAILED,
                    HARMFUL -> false;
        };
    }
}
