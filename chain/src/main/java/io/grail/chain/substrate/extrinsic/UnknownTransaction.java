package io.grail.chain.substrate.extrinsic;

/** An extrinsic that its runtime could not judge: Substrate's own reasons. */
public enum UnknownTransaction implements Refusal {
    CANNOT_LOOKUP(
            "CannotLookup",
            true,
            "The node could not look up what it needs to judge the extrinsic; try again or at another node."),
    NO_UNSIGNED_VALIDATOR("NoUnsignedValidator", false, "The runtime takes this call only with a signature; sign it.");

    private final String error;
    private final boolean mayPass;
    private final String advice;

    UnknownTransaction(String error, boolean mayPass, String advice) {
        this.error = error;
        this.mayPass = mayPass;
        this.advice = advice;
    }

    @Override
    public Reason reason() {
        return new Reason(error, mayPass, advice);
    }
}
