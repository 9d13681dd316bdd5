package io.grail.node.validator;

import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Samples;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.state.Parameters;
import java.util.Optional;

/**
 * The last look at a merge before this validator stands behind it: one after which the loss on the validator's secret common
 * samples has jumped is never proposed and never endorsed, and so needs no undoing (docs/incentive.md, section Merge).
 */
final class Quarantine {
    /** Standard errors of the differences sample by sample from which a rise is clear. */
    private static final double CLEAR = 3;
    /** Part of the loss by which a merge of honest updates may raise it. */
    private static final double RISE = 0.005;
    /** What a rise that is no number counts for. */
    private static final double ENDLESS = 1e9;

    private final NodeContext node;
    private final Judge judge;

    Quarantine(NodeContext node, Judge judge) {
        this.node = node;
        this.judge = judge;
    }

    /** By how much the step from the window's model to {@code after} raises the loss; empty if it does not jump. */
    Optional<Finding> jump(Scene scene, Parameters after) {
        long[] common = Draw.of(node, scene).common(node.run().incentive().evalSamples());
        Judge.Change change = judge.change(scene.theta(), after, Samples.of(node.data(), common));
        double rise = change.mean() / change.before();
        if (Double.isFinite(change.mean()) && (rise <= RISE || change.mean() <= CLEAR * change.error())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(Rule.QUARANTINED, Double.isFinite(rise) ? rise : ENDLESS, RISE));
    }
}
