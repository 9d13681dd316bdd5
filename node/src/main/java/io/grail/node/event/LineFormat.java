package io.grail.node.event;

import io.grail.node.event.NodeEvent.ScoreLine;
import io.grail.node.event.NodeEvent.WeightLine;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One plain line for every event that people want to read; empty for those that only a dashboard shows. */
public final class LineFormat {
    private final Map<Hotkey, String> names;

    /** Prints hotkeys by these names where it has one, else by the start of the address. */
    public LineFormat(Map<Hotkey, String> names) {
        this.names = names;
    }

    public Optional<String> format(NodeEvent event) {
        return switch (event) {
            case NodeEvent.PhaseEntered e -> Optional.empty();
            case NodeEvent.StepTaken e -> Optional.empty();
            case NodeEvent.BlockFinalized e -> Optional.empty();
            case NodeEvent.Resumed e -> line("resumed    w%s from root %s", e.window(), e.root());
            case NodeEvent.ModelAdvanced e ->
                line("model      w%s root %s (%d updates merged)", e.window(), e.root(), e.updates());
            case NodeEvent.Trained e ->
                line(
                        "trained    w%s %d samples, loss %.4f -> %.4f, %,.0f tokens/s, %.1f s",
                        e.window(), e.samples(), e.lossFirst(), e.lossLast(), e.tokensPerSecond(), e.seconds());
            case NodeEvent.UpdatePublished e ->
                line("published  w%s %,d bytes, %.0fx smaller than binary32", e.window(), e.bytes(), e.ratio());
            case NodeEvent.WindowMissed e -> line("missed     w%s: %s", e.window(), e.reason());
            case NodeEvent.UpdateRejected e -> Optional.of(rejected(e.window(), name(e.hotkey()), e.rejection()));
            case NodeEvent.ManifestPublished e ->
                line("manifest   w%s %d updates, root after %s", e.window(), e.updates(), e.rootAfter());
            case NodeEvent.ManifestEndorsed e ->
                line("endorsed   w%s the manifest of %s, %s", e.window(), name(e.validator()), e.manifest());
            case NodeEvent.ManifestRejected e ->
                Optional.of(rejected(e.window(), "the manifest of " + name(e.validator()), e.rejection()));
            case NodeEvent.ManifestAnchored e ->
                line("anchored   w%s manifest %s in block %d", e.window(), e.manifest(), e.block());
            case NodeEvent.AnchorRefused e -> line("refused    w%s anchor: %s: %s", e.window(), e.error(), e.advice());
            case NodeEvent.ManifestOverdue e ->
                line("waiting    w%s: no manifest is decided yet; not anchored: %s", e.window(), names(e.silent()));
            case NodeEvent.QuorumReport e -> Optional.of(decided(e));
            case NodeEvent.ManifestDisputed e ->
                line("disputed   w%s: another manifest was anchored by %s", e.window(), names(e.against()));
            case NodeEvent.DecidedManifestInvalid e ->
                Optional.of(rejected(e.window(), "the decided manifest " + e.manifest(), e.rejection()));
            case NodeEvent.BytesUnavailable e ->
                line("waiting    w%s: no validator shows the bytes of hash %s", e.window(), e.hash());
            case NodeEvent.Equivocated e ->
                line("EQUIVOCATED w%s: %s signed two manifests; proof: %s", e.window(), name(e.validator()), e.key());
            case NodeEvent.ValidationMeasured e ->
                line("validation w%s loss %.4f nats, %.4f bits per byte", e.window(), e.nats(), e.bitsPerByte());
            case NodeEvent.WindowScored e -> Optional.of(scored(e));
            case NodeEvent.WeightsSet e -> Optional.of(weights(e));
            case NodeEvent.WeightsRefused e ->
                line("refused    w%s weights: %s: %s", e.window(), e.error(), e.advice());
            case NodeEvent.CheckpointWritten e -> line("checkpoint w%s %,d bytes", e.window(), e.bytes());
            case NodeEvent.CheckpointFailed e -> line("checkpoint w%s was not written: %s", e.window(), e.reason());
            case NodeEvent.CheckpointFound e ->
                line("fetching   w%s checkpoint of %s, %,d bytes", e.window(), name(e.validator()), e.bytes());
            case NodeEvent.CheckpointTaken e ->
                line(
                        "joined     w%s from the checkpoint of %s, %,d bytes in %.1f s",
                        e.window(), name(e.validator()), e.bytes(), e.seconds());
            case NodeEvent.CheckpointRefused e ->
                line("refused    w%s the checkpoint of %s: %s", e.window(), name(e.validator()), e.reason());
            case NodeEvent.CatchingUp e ->
                line(
                        "catching up w%s of w%s, %,d bytes in %.1f s, %.0f s left",
                        e.window(), e.target(), e.bytes(), e.seconds(), e.secondsLeft());
            case NodeEvent.WindowsMissed e -> line("missed     w%s to w%s: %s", e.first(), e.last(), e.reason());
            case NodeEvent.Recovered e ->
                line("recovered  w%s from %s; evidence: %s", e.window(), e.from(), e.evidence());
            case NodeEvent.Forked e ->
                line("FORKED     w%s: root %s expected, %s computed", e.window(), e.expected(), e.computed());
            case NodeEvent.Failed e -> line("FAILED     %s", e.message());
            case NodeEvent.Suspended e ->
                line("suspended  %s; tries again from its snapshot in %.0f s", e.reason(), e.seconds());
            case NodeEvent.Stopped e -> line("stopped    %s", e.reason());
        };
    }

    /** The node's name for {@code hotkey}, or the start of its address. */
    public String name(Hotkey hotkey) {
        return names.getOrDefault(hotkey, hotkey.abbreviated());
    }

    private String names(List<Hotkey> hotkeys) {
        return hotkeys.isEmpty() ? "none" : hotkeys.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String decided(NodeEvent.QuorumReport e) {
        String what = e.manifest().isEmpty() ? "no manifest" : "manifest " + e.manifest();
        String against = e.against().isEmpty() ? "" : ", against " + names(e.against());
        String silent = e.silent().isEmpty() ? "" : ", silent " + names(e.silent());
        return text(
                "decided    w%s %s in block %d by %s of %s%s%s",
                e.window(), what, e.block(), e.how().toLowerCase(Locale.ROOT), names(e.supporters()), against, silent);
    }

    private static String rejected(Window window, String whose, Rejection why) {
        return text(
                "rejected   w%s %s: %s, found %s, allowed %s", window, whose, why.code(), why.found(), why.allowed());
    }

    private String scored(NodeEvent.WindowScored e) {
        String scores = e.scores().stream().map(this::score).collect(Collectors.joining("; "));
        return text("scored     w%s in %.1f s: %s", e.window(), e.seconds(), scores);
    }

    private String score(ScoreLine s) {
        String findings = s.findings().isEmpty() ? "" : " " + s.findings();
        if (!s.outcome().equals("evaluated")) {
            return text("%s %s%s", name(s.hotkey()), s.outcome(), findings);
        }
        return text(
                "%s own %+.4f common %+.4f rating %.2f b %+.2f skill %.2f work %.2f%s",
                name(s.hotkey()),
                s.ownImprovement(),
                s.commonImprovement(),
                s.ordinal(),
                s.binaryAverage(),
                s.skill(),
                s.work(),
                findings);
    }

    private String weights(NodeEvent.WeightsSet e) {
        List<WeightLine> lines = e.weights();
        String shares =
                lines.stream().map(w -> name(w.hotkey()) + " " + w.weight()).collect(Collectors.joining(", "));
        return text("weights    w%s in block %d: %s", e.window(), e.block(), shares);
    }

    private static Optional<String> line(String format, Object... values) {
        return Optional.of(text(format, values));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
