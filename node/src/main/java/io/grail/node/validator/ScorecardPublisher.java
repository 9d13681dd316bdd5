package io.grail.node.validator;

import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Weights;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the signed record of a window into the validator's bucket. */
final class ScorecardPublisher {
    private final NodeContext node;

    ScorecardPublisher(NodeContext node) {
        this.node = node;
    }

    /**
     * Publishes what was measured and decided.
     *
     * @param root of the parameters on which updates were evaluated
     * @param weights that are about to be set, if any
     */
    void publish(Assessment assessment, Hash root, Optional<Weights> weights) {
        SortedMap<Hotkey, Integer> onChain = weights.map(Weights::toU16).orElseGet(TreeMap::new);
        Scorecard scorecard = new Scorecard(
                new Scorecard.Scope(node.runId(), assessment.window(), root),
                node.seat().account(),
                assessment.verdicts(),
                onChain);
        node.own()
                .put(
                        node.keys().scorecard(assessment.window(), node.seat().account()),
                        scorecard.signed(node.seat().hotkey()));
    }
}
