package io.grail.protocol.artifact;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Optional;

/** Whether an envelope counts: a list of small checks, cheap ones first; the first that fails is the rejection. */
public final class EnvelopeCheck {
    private static final CheckList<Envelope, Context> LIST = new CheckList<>(
            Envelope.MAX_BYTES,
            Envelope::parse,
            List.of(
                    EnvelopeCheck::run,
                    EnvelopeCheck::window,
                    EnvelopeCheck::hotkey,
                    EnvelopeCheck::early,
                    EnvelopeCheck::late,
                    EnvelopeCheck::length,
                    EnvelopeCheck::samples,
                    EnvelopeCheck::losses,
                    EnvelopeCheck::root,
                    EnvelopeCheck::replayed),
            (signed, _, c) -> Signed.isBy(c.hotkey().account(), signed));

    private EnvelopeCheck() {}

    /**
     * What an envelope is held against.
     *
     * @param hotkey in whose bucket it lay
     * @param modelRoot R_w
     * @param maxSamples assigned to each hotkey
     * @param maxPayloadBytes that a payload of the run can have
     * @param opensMillis timestamp of the window's first block
     * @param deadlineMillis until when an envelope counts
     * @param lastModifiedMillis the store's testimony of when it was put
     * @param counted payloads of earlier windows
     */
    public record Context(
            RunId runId,
            Window window,
            Hotkey hotkey,
            Hash modelRoot,
            int maxSamples,
            long maxPayloadBytes,
            long opensMillis,
            long deadlineMillis,
            long lastModifiedMillis,
            CountedPayloads counted) {}

    /** Total: any bytes pass or fail. */
    public static Checked<Envelope> check(byte[] signed, Context context) {
        return LIST.check(signed, context);
    }

    private static Optional<Rejection> run(Envelope e, Context c) {
        return Rejection.unless(e.runId().equals(c.runId), RejectionCode.WRONG_RUN, e.runId(), c.runId);
    }

    private static Optional<Rejection> window(Envelope e, Context c) {
        return Rejection.unless(e.window().equals(c.window), RejectionCode.WRONG_WINDOW, e.window(), c.window);
    }

    private static Optional<Rejection> hotkey(Envelope e, Context c) {
        return Rejection.unless(e.hotkey().equals(c.hotkey), RejectionCode.BAD_SIGNATURE, e.hotkey(), c.hotkey);
    }

    private static Optional<Rejection> early(Envelope e, Context c) {
        // Stores give whole seconds, cut down: what was put in the opening second must not look early.
        long opens = c.opensMillis / 1_000 * 1_000;
        return Rejection.unless(
                c.lastModifiedMillis >= opens, RejectionCode.TOO_EARLY, c.lastModifiedMillis, "from " + opens);
    }

    private static Optional<Rejection> late(Envelope e, Context c) {
        boolean inTime = c.lastModifiedMillis <= c.deadlineMillis;
        return Rejection.unless(inTime, RejectionCode.TOO_LATE, c.lastModifiedMillis, "until " + c.deadlineMillis);
    }

    private static Optional<Rejection> length(Envelope e, Context c) {
        boolean fits = e.payload().length() <= c.maxPayloadBytes;
        return Rejection.unless(fits, RejectionCode.TOO_LARGE, e.payload().length(), "at most " + c.maxPayloadBytes);
    }

    private static Optional<Rejection> samples(Envelope e, Context c) {
        boolean fits = e.training().samples() >= 1 && e.training().samples() <= c.maxSamples;
        return Rejection.unless(
                fits, RejectionCode.MALFORMED, e.training().samples() + " samples", "1 to " + c.maxSamples);
    }

    private static Optional<Rejection> losses(Envelope e, Context c) {
        boolean finite = Float.isFinite(e.training().lossFirst())
                && Float.isFinite(e.training().lossLast());
        return Rejection.unless(
                finite,
                RejectionCode.NOT_FINITE,
                e.training().lossFirst() + " and " + e.training().lossLast(),
                "finite losses");
    }

    private static Optional<Rejection> root(Envelope e, Context c) {
        return Rejection.unless(
                e.origin().modelRoot().equals(c.modelRoot),
                RejectionCode.DESYNCED,
                e.origin().modelRoot(),
                c.modelRoot);
    }

    private static Optional<Rejection> replayed(Envelope e, Context c) {
        boolean fresh = !c.counted.contains(e.payload().hash());
        return Rejection.unless(
                fresh,
                RejectionCode.REPLAYED,
                "payload " + e.payload().hash() + " again",
                "one that has not counted yet");
    }
}
