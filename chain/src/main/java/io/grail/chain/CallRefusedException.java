package io.grail.chain;

/** The chain refused a call; says its own name of the reason, and what to do. */
public final class CallRefusedException extends RuntimeException {
    /** Takes both as {@link Outcome.Refused} has them. */
    public CallRefusedException(String error, String advice) {
        super(error + ": " + advice);
    }

    /** The block that holds the call, or this exception. */
    public static long block(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Included included -> included.block();
            case Outcome.Refused refused -> throw new CallRefusedException(refused.error(), refused.advice());
        };
    }
}
