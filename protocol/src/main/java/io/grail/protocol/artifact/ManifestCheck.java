package io.grail.protocol.artifact;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Optional;

/**
 * Whether a manifest is a validator's for a window and keeps to the run's bounds: a list of small checks, cheap ones
 * first; the first that fails is the rejection. What the merge gives, only the merge can tell.
 */
public final class ManifestCheck {
    private static final CheckList<Manifest, Context> LIST = new CheckList<>(
            Manifest.MAX_BYTES,
            Manifest::readUnverified,
            List.of(
                    ManifestCheck::run,
                    ManifestCheck::window,
                    ManifestCheck::validator,
                    ManifestCheck::entries,
                    ManifestCheck::lengths,
                    ManifestCheck::root),
            (signed, manifest, _) -> manifest.isSigned(signed));

    private ManifestCheck() {}

    /**
     * What a manifest is held against.
     *
     * @param validator whose it must be
     * @param rootBefore R_w, of the reader's own model
     * @param maxEntries {@code outer.gatherPeers}
     * @param maxPayloadBytes that a payload of the run can have; bounds what a reader downloads
     */
    public record Context(
            RunId runId, Window window, Hotkey validator, Hash rootBefore, int maxEntries, long maxPayloadBytes) {}

    /** Total: any bytes pass or fail. */
    public static Checked<Manifest> check(byte[] signed, Context context) {
        return LIST.check(signed, context);
    }

    private static Optional<Rejection> run(Manifest m, Context c) {
        return Rejection.unless(m.runId().equals(c.runId), RejectionCode.WRONG_RUN, m.runId(), c.runId);
    }

    private static Optional<Rejection> window(Manifest m, Context c) {
        return Rejection.unless(m.window().equals(c.window), RejectionCode.WRONG_WINDOW, m.window(), c.window);
    }

    private static Optional<Rejection> validator(Manifest m, Context c) {
        boolean leads = m.validator().equals(c.validator);
        return Rejection.unless(leads, RejectionCode.BAD_SIGNATURE, m.validator(), c.validator);
    }

    private static Optional<Rejection> entries(Manifest m, Context c) {
        int count = m.entries().size();
        return Rejection.unless(
                count <= c.maxEntries, RejectionCode.MALFORMED, count + " updates", "at most " + c.maxEntries);
    }

    private static Optional<Rejection> lengths(Manifest m, Context c) {
        long longest = m.entries().stream()
                .mapToLong(Manifest.Entry::payloadLength)
                .max()
                .orElse(0);
        boolean fits = longest <= c.maxPayloadBytes;
        return Rejection.unless(fits, RejectionCode.TOO_LARGE, longest + " bytes", "at most " + c.maxPayloadBytes);
    }

    private static Optional<Rejection> root(Manifest m, Context c) {
        boolean same = m.rootBefore().equals(c.rootBefore);
        return Rejection.unless(same, RejectionCode.DESYNCED, m.rootBefore(), c.rootBefore);
    }
}
