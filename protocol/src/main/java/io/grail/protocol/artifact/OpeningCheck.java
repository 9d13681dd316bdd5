package io.grail.protocol.artifact;

import io.grail.protocol.bytes.Hash;
import java.util.List;
import java.util.Optional;

/** Whether an opening opens the envelope's payload, in time: a list of small checks; the first that fails is the rejection. */
public final class OpeningCheck {
    private static final CheckList<Opening, Context> LIST = new CheckList<>(
            Opening.MAX_BYTES,
            Opening::parse,
            List.of(
                    OpeningCheck::run,
                    OpeningCheck::window,
                    OpeningCheck::hotkey,
                    OpeningCheck::late,
                    OpeningCheck::key,
                    OpeningCheck::state),
            (signed, _, c) -> Signed.isBy(c.envelope().hotkey().account(), signed));

    private OpeningCheck() {}

    /**
     * What an opening is held against.
     *
     * @param envelope that it belongs to, checked
     * @param stateProof what the holder of θ_w computes for this hotkey
     * @param revealMillis until when an opening counts
     * @param lastModifiedMillis the store's testimony of when it was put
     */
    public record Context(Envelope envelope, Hash stateProof, long revealMillis, long lastModifiedMillis) {}

    /** Total: any bytes pass or fail. */
    public static Checked<Opening> check(byte[] signed, Context context) {
        return LIST.check(signed, context);
    }

    private static Optional<Rejection> run(Opening o, Context c) {
        return Rejection.unless(
                o.runId().equals(c.envelope.runId()), RejectionCode.WRONG_RUN, o.runId(), c.envelope.runId());
    }

    private static Optional<Rejection> window(Opening o, Context c) {
        return Rejection.unless(
                o.window().equals(c.envelope.window()), RejectionCode.WRONG_WINDOW, o.window(), c.envelope.window());
    }

    private static Optional<Rejection> hotkey(Opening o, Context c) {
        return Rejection.unless(
                o.hotkey().equals(c.envelope.hotkey()), RejectionCode.BAD_SIGNATURE, o.hotkey(), c.envelope.hotkey());
    }

    private static Optional<Rejection> late(Opening o, Context c) {
        boolean inTime = c.lastModifiedMillis <= c.revealMillis;
        return Rejection.unless(
                inTime, RejectionCode.NOT_OPENED, "opened at " + c.lastModifiedMillis, "until " + c.revealMillis);
    }

    private static Optional<Rejection> key(Opening o, Context c) {
        Hash shown = Seal.commitment(o.key());
        Hash announced = c.envelope.payload().keyHash();
        return Rejection.unless(
                shown.equals(announced), RejectionCode.BAD_OPENING, "a key of commitment " + shown, announced);
    }

    private static Optional<Rejection> state(Opening o, Context c) {
        return Rejection.unless(
                o.stateProof().equals(c.stateProof), RejectionCode.STATE_PROOF_FAILED, o.stateProof(), c.stateProof);
    }
}
