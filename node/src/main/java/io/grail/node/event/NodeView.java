package io.grail.node.event;

/** What the dashboard knows of one node; replaced as a whole by each event. */
record NodeView(Phase phase, String window, String root, String progress, String detail) {
    static final NodeView FRESH = new NodeView(Phase.STARTING, "-", "-", "", "");

    /** The view after one more event of the node. */
    NodeView after(NodeEvent event, LineFormat format) {
        return switch (event) {
            case NodeEvent.PhaseEntered e -> new NodeView(e.phase(), window, root, "", detail);
            case NodeEvent.StepTaken e ->
                new NodeView(phase, window, root, e.step() + "/" + e.steps(), text("loss %.3f", e.loss()));
            case NodeEvent.ModelAdvanced e ->
                new NodeView(phase, e.window().toString(), e.root().abbreviated(), progress, detail);
            case NodeEvent.Resumed e ->
                new NodeView(phase, e.window().toString(), e.root().abbreviated(), progress, "resumed");
            case NodeEvent.Trained e ->
                detail(text("loss %.3f -> %.3f  %,.0f tok/s", e.lossFirst(), e.lossLast(), e.tokensPerSecond()));
            case NodeEvent.UpdatePublished e -> detail(detail + text("  %,d B (%.0fx)", e.bytes(), e.ratio()));
            case NodeEvent.Stopped e -> new NodeView(Phase.STOPPED, window, root, "", e.reason());
            case NodeEvent.BlockFinalized e -> this;
            case NodeEvent.WindowMissed e -> shown(e, format);
            case NodeEvent.UpdateRejected e -> shown(e, format);
            case NodeEvent.ManifestPublished e -> this;
            case NodeEvent.ManifestEndorsed e -> this;
            case NodeEvent.ManifestAnchored e -> this;
            case NodeEvent.QuorumReport e -> this;
            case NodeEvent.ManifestRejected e -> shown(e, format);
            case NodeEvent.AnchorRefused e -> shown(e, format);
            case NodeEvent.ManifestOverdue e -> shown(e, format);
            case NodeEvent.ManifestDisputed e -> shown(e, format);
            case NodeEvent.DecidedManifestInvalid e -> shown(e, format);
            case NodeEvent.BytesUnavailable e -> shown(e, format);
            case NodeEvent.Equivocated e -> shown(e, format);
            case NodeEvent.ValidationMeasured e ->
                detail(text("validation %.4f nats, %.3f bits/byte", e.nats(), e.bitsPerByte()));
            case NodeEvent.WindowScored e -> detail(text("scored w%s in %.1f s", e.window(), e.seconds()));
            case NodeEvent.WeightsSet e -> detail(text("weights of w%s in block %d", e.window(), e.block()));
            case NodeEvent.WeightsRefused e -> shown(e, format);
            case NodeEvent.CheckpointWritten e -> shown(e, format);
            case NodeEvent.CheckpointFailed e -> shown(e, format);
            case NodeEvent.CheckpointFound e -> shown(e, format);
            case NodeEvent.CheckpointTaken e -> shown(e, format);
            case NodeEvent.CheckpointRefused e -> shown(e, format);
            case NodeEvent.CatchingUp e -> shown(e, format);
            case NodeEvent.WindowsMissed e -> shown(e, format);
            case NodeEvent.Recovered e -> shown(e, format);
            case NodeEvent.Forked e -> shown(e, format);
            case NodeEvent.Failed e -> shown(e, format);
            case NodeEvent.Suspended e -> shown(e, format);
        };
    }

    private NodeView shown(NodeEvent event, LineFormat format) {
        return detail(format.format(event).orElse(detail));
    }

    private NodeView detail(String text) {
        return new NodeView(phase, window, root, progress, text);
    }

    private static String text(String format, Object... values) {
        return String.format(java.util.Locale.ROOT, format, values);
    }
}
