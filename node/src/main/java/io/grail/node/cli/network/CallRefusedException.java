package io.grail.node.cli.network;

import io.grail.chain.Outcome;

/** The chain refused a call; says its own name of the reason, and what to do. */
public final class CallRefusedException extends RuntimeException {
    CallRefusedException(Outcome.Refused refused) {
        super(refused.error() + ": " + refused.advice());
    }

    /** The block that holds the call, or this exception. */
    static long block(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Included included -> included.block();
            case Outcome.Refused refused -> throw new CallRefusedException(refused);
        };
    }
}
