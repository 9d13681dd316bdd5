package io.grail.chain.substrate.extrinsic;

/** An extrinsic that its runtime judged invalid, or could not judge: Substrate's own reasons, in this order. */
public enum SubstrateRefusal implements Refusal {
    CALL(
            "Call",
            false,
            "The runtime does not allow this call here; look whether its name and the chain are the ones meant."),
    PAYMENT("Payment", false, "The signer cannot pay the fee; send it some balance, or sign with a key that has some."),
    FUTURE(
            "Future",
            true,
            "The nonce is ahead of the account's; wait for the extrinsics before it, or ask the nonce again."),
    STALE("Stale", false, "The nonce was used already; ask the account's next nonce and sign again."),
    BAD_PROOF(
            "BadProof",
            false,
            "The signature does not fit; perhaps the runtime is new: fetch version and metadata, sign again."),
    ANCIENT_BIRTH_BLOCK(
            "AncientBirthBlock",
            false,
            "The era is over or its first block is not known to the node; sign again from a newer block."),
    EXHAUSTS_RESOURCES(
            "ExhaustsResources", true, "The block is full or the call too heavy for any; try in a later block."),
    BAD_MANDATORY("BadMandatory", false, "A call that only a block's author may make; it cannot be signed."),
    MANDATORY_VALIDATION(
            "MandatoryValidation", false, "A call that only a block's author may make; it cannot be sent."),
    BAD_SIGNER("BadSigner", false, "The runtime does not know an account of this address; look at the key."),
    INDETERMINATE_IMPLICIT(
            "IndeterminateImplicit",
            false,
            "The runtime could not compute what the signature covers; sign again from a newer block."),
    UNKNOWN_ORIGIN("UnknownOrigin", false, "No extension of the extrinsic says who sends it; it must be signed."),
    CANNOT_LOOKUP(
            "CannotLookup",
            true,
            "The node could not look up what it needs to judge the extrinsic; try again or at another node."),
    NO_UNSIGNED_VALIDATOR("NoUnsignedValidator", false, "The runtime takes this call only with a signature; sign it.");

    private final String error;
    private final boolean mayPass;
    private final String advice;

    SubstrateRefusal(String error, boolean mayPass, String advice) {
        this.error = error;
        this.mayPass = mayPass;
        this.advice = advice;
    }

    @Override
    public Reason reason() {
        return new Reason(error, mayPass, advice);
    }
}
