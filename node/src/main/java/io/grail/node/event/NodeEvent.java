package io.grail.node.event;

import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.List;

/** Everything a node has to tell; log lines, the dashboard, {@code --json} and tests are sinks of it. */
public sealed interface NodeEvent {
    /** What the node is doing now. */
    record PhaseEntered(Phase phase) implements NodeEvent {}

    /** A block was finalized; emitted by whoever watches the chain for people. */
    record BlockFinalized(long block, Window window) implements NodeEvent {}

    /** A restarted node continues from its own snapshot. */
    record Resumed(Window window, Hash root) implements NodeEvent {}

    /** The node now holds θ of {@code window}, merged from {@code updates} updates, and its root is the manifest's. */
    record ModelAdvanced(Window window, Hash root, int updates) implements NodeEvent {}

    /** One inner step; for progress only. */
    record StepTaken(Window window, int step, int steps, double loss) implements NodeEvent {}

    /** A miner's training of one window is over. {@code seconds} is wall time. */
    record Trained(
            Window window, int samples, double lossFirst, double lossLast, double tokensPerSecond, double seconds)
            implements NodeEvent {}

    /** A miner's update is in its bucket. {@code ratio} is binary32 bytes of the model over bytes of the payload. */
    record UpdatePublished(Window window, long bytes, double ratio) implements NodeEvent {}

    /** A miner sat a window out. */
    record WindowMissed(Window window, String reason) implements NodeEvent {}

    /** A validator turned an update down. */
    record UpdateRejected(Window window, Hotkey hotkey, Rejection rejection) implements NodeEvent {}

    /** The lead's manifest of {@code window} is in its bucket. */
    record ManifestPublished(Window window, int updates, Hash rootAfter) implements NodeEvent {}

    /** The lead's manifest of {@code window} is overdue, and the node waits for it. */
    record ManifestOverdue(Window window, Hotkey lead) implements NodeEvent {}

    /** The lead's manifest of {@code window} is not valid, and the node waits for a better one. */
    record ManifestRejected(Window window, Hotkey lead, Rejection rejection) implements NodeEvent {}

    /** Loss of θ of {@code window} on the choosing half of the validation slice. */
    record ValidationMeasured(Window window, double nats, double bitsPerByte) implements NodeEvent {}

    /** A validator judged the updates of {@code window} and published its scorecard. */
    record WindowScored(Window window, List<ScoreLine> scores, double seconds) implements NodeEvent {
        public WindowScored {
            scores = List.copyOf(scores);
        }
    }

    /** Weights are on the chain, in block {@code block}. */
    record WeightsSet(Window window, long block, List<WeightLine> weights) implements NodeEvent {
        public WeightsSet {
            weights = List.copyOf(weights);
        }
    }

    /** The chain refused the weights. */
    record WeightsRefused(Window window, String error, String advice) implements NodeEvent {}

    /** A checkpoint of θ of {@code window} is complete and the pointer moved to it. */
    record CheckpointWritten(Window window, long bytes) implements NodeEvent {}

    /** The node's model is not the manifest's: it stops. */
    record Forked(Window window, Hash expected, Hash computed) implements NodeEvent {}

    /** The node could not go on; one sentence of what, where and what to do. */
    record Failed(String message) implements NodeEvent {}

    /** The node has ended; all it did is on disk. */
    record Stopped(String reason) implements NodeEvent {}

    /**
     * One miner's line of a scorecard.
     *
     * @param outcome {@code evaluated}, a rejection's code, or why it was not evaluated
     * @param skill what its standing earned in the window
     * @param work what its update earned, as a fraction of the window's best
     */
    record ScoreLine(
            Hotkey hotkey,
            String outcome,
            double ownImprovement,
            double commonImprovement,
            double ownAdvantage,
            double ordinal,
            double binaryAverage,
            double skill,
            double work,
            List<String> findings) {
        public ScoreLine {
            findings = List.copyOf(findings);
        }
    }

    /** One weight as the chain holds it, in [0, 65535]. */
    record WeightLine(Hotkey hotkey, int weight) {}
}
