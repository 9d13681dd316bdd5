package io.grail.protocol.artifact;

import io.grail.protocol.bytes.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a signed artifact is checked: its size, its form, a list of small checks of which the first that fails is the
 * rejection, and last, being dear, its signature.
 *
 * @param <A> the artifact
 * @param <C> what it is held against
 * @param maxBytes of the artifact with its signature
 * @param parse reads the bytes without looking at the signature
 */
record CheckList<A, C>(
        int maxBytes, Function<byte[], A> parse, List<Check<A, C>> checks, SignatureCheck<A, C> signature) {
    /** One rule. */
    @FunctionalInterface
    interface Check<A, C> {
        Optional<Rejection> apply(A artifact, C context);
    }

    /** Whether the bytes carry the signature they must carry. */
    @FunctionalInterface
    interface SignatureCheck<A, C> {
        boolean holds(byte[] signed, A artifact, C context);
    }

    /** Total: any bytes pass or fail. */
    Checked<A> check(byte[] signed, C context) {
        if (signed.length > maxBytes) {
            return new Checked.Failed<>(
                    new Rejection(RejectionCode.TOO_LARGE, signed.length + " bytes", "at most " + maxBytes));
        }
        A artifact;
        try {
            artifact = parse.apply(signed);
        } catch (MalformedException e) {
            return new Checked.Failed<>(Rejection.malformed(e));
        }
        for (Check<A, C> check : checks) {
            Optional<Rejection> rejection = check.apply(artifact, context);
            if (rejection.isPresent()) {
                return new Checked.Failed<>(rejection.get());
            }
        }
        if (!signature.holds(signed, artifact, context)) {
            return new Checked.Failed<>(
                    new Rejection(RejectionCode.BAD_SIGNATURE, "another signature", "the signer's"));
        }
        return new Checked.Passed<>(artifact);
    }
}
