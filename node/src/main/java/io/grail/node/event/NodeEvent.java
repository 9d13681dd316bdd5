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

    /** A validator proposes its own manifest of {@code window}. */
    record ManifestPublished(Window window, int updates, Hash rootAfter) implements NodeEvent {}

    /** A validator has reproduced the manifest of {@code validator}, and stands behind it. */
    record ManifestEndorsed(Window window, Hotkey validator, Hash manifest) implements NodeEvent {}

    /** A proposal does not count with this node, and why. */
    record ManifestRejected(Window window, Hotkey validator, Rejection rejection) implements NodeEvent {}

    /** A validator's anchor for {@code manifest} is on the chain. */
    record ManifestAnchored(Window window, Hash manifest, long block) implements NodeEvent {}

    /** The chain did not take a validator's anchor. */
    record AnchorRefused(Window window, String error, String advice) implements NodeEvent {}

    /** Which manifest of {@code window} counts takes longer than it ought to; the node waits for these validators. */
    record ManifestOverdue(Window window, List<Hotkey> silent) implements NodeEvent {
        public ManifestOverdue {
            silent = List.copyOf(silent);
        }
    }

    /**
     * It is decided which manifest of {@code window} counts.
     *
     * @param manifest hash of its file; empty if none counts
     * @param how MAJORITY, PLURALITY or NOTHING
     * @param block after which it was decided
     * @param supporters who had anchored it by then
     * @param against who had anchored another
     * @param silent who had anchored none
     */
    record QuorumReport(
            Window window,
            String manifest,
            String how,
            long block,
            List<Hotkey> supporters,
            List<Hotkey> against,
            List<Hotkey> silent)
            implements NodeEvent {
        public QuorumReport {
            supporters = List.copyOf(supporters);
            against = List.copyOf(against);
            silent = List.copyOf(silent);
        }
    }

    /** After the last block in which anchors count, these validators stand behind another manifest. */
    record ManifestDisputed(Window window, List<Hotkey> against) implements NodeEvent {
        public ManifestDisputed {
            against = List.copyOf(against);
        }
    }

    /** What was decided for is no manifest by this run's rules: nothing is merged. */
    record DecidedManifestInvalid(Window window, Hash manifest, Rejection rejection) implements NodeEvent {}

    /** The bytes with this hash, which {@code window} needs, are in no validator's bucket; the node keeps looking. */
    record BytesUnavailable(Window window, Hash hash) implements NodeEvent {}

    /** A validator signed two manifests of {@code window}; the proof is in this node's bucket under {@code key}. */
    record Equivocated(Window window, Hotkey validator, String key) implements NodeEvent {}

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

    /** A checkpoint of θ of {@code window} was not written; the node tries again a window later. */
    record CheckpointFailed(Window window, String reason) implements NodeEvent {}

    /** The node fetches a validator's checkpoint, of {@code bytes} bytes, of which it may have some already. */
    record CheckpointFound(Window window, Hotkey validator, long bytes) implements NodeEvent {}

    /** The node goes on from a checkpoint; {@code bytes} came now, {@code seconds} it took. */
    record CheckpointTaken(Window window, Hotkey validator, long bytes, double seconds) implements NodeEvent {}

    /** A validator's checkpoint does not do, and why; the node looks for another. */
    record CheckpointRefused(Window window, Hotkey validator, String reason) implements NodeEvent {}

    /**
     * A node that was away has come to {@code window} on its way to {@code target}.
     *
     * @param bytes of manifests and payloads since it began
     * @param seconds since it began, of wall time
     * @param secondsLeft if it goes on as before
     */
    record CatchingUp(Window window, Window target, long bytes, double seconds, double secondsLeft)
            implements NodeEvent {}

    /** A miner made no update of these windows, both included. */
    record WindowsMissed(Window first, Window last, String reason) implements NodeEvent {}

    /** A node that had another model than the subnet goes on from {@code window}; what speaks of it is kept. */
    record Recovered(Window window, String from, String evidence) implements NodeEvent {}

    /** The node's model is not the manifest's. */
    record Forked(Window window, Hash expected, Hash computed) implements NodeEvent {}

    /** The node could not go on; one sentence of what, where and what to do. */
    record Failed(String message) implements NodeEvent {}

    /** The node cannot go on for now, for {@code reason}; after so many seconds it tries again from its snapshot. */
    record Suspended(String reason, double seconds) implements NodeEvent {}

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
