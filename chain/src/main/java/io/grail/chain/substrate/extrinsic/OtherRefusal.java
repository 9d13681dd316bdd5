package io.grail.chain.substrate.extrinsic;

/**
 * A refusal that we have no name for.
 *
 * @param said what the node said
 */
public record OtherRefusal(String said) implements Refusal {
    @Override
    public Reason reason() {
        String advice = "The node refused the extrinsic for a reason that Grail does not know: " + said
                + "; look whether node or chain are newer than Grail.";
        return new Reason(said, false, advice);
    }
}
