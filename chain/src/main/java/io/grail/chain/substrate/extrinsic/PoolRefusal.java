package io.grail.chain.substrate.extrinsic;

import java.util.Optional;

/** An extrinsic that a node did not put into its pool, by the codes of its JSON-RPC errors. */
public enum PoolRefusal implements Refusal {
    TEMPORARILY_BANNED(
            "TemporarilyBanned",
            true,
            "The node has seen this very extrinsic fail a moment ago; sign a new one, or wait half an hour."),
    ALREADY_IMPORTED(
            "AlreadyImported", true, "The node holds this very extrinsic already; watch for it in the next blocks."),
    TOO_LOW_PRIORITY(
            "TooLowPriority",
            false,
            "Another extrinsic of this signer waits with the same nonce; wait for it, or ask the next nonce."),
    POOL_FULL("PoolFull", true, "The node's pool is full; try again later or at another node.");

    private final String error;
    private final boolean mayPass;
    private final String advice;

    PoolRefusal(String error, boolean mayPass, String advice) {
        this.error = error;
        this.mayPass = mayPass;
        this.advice = advice;
    }

    /** The refusal with this JSON-RPC error code, 1012 to 1016; empty for any other. */
    static Optional<PoolRefusal> of(int rpcCode) {
        return switch (rpcCode) {
            case 1012 -> Optional.of(TEMPORARILY_BANNED);
            case 1013 -> Optional.of(ALREADY_IMPORTED);
            case 1014 -> Optional.of(TOO_LOW_PRIORITY);
            case 1016 -> Optional.of(POOL_FULL);
            default -> Optional.empty();
        };
    }

    @Override
    public Reason reason() {
        return new Reason(error, mayPass, advice);
    }
}
