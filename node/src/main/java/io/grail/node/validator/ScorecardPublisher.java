package io.grail.node.validator;

import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.EvaluationSecret;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Weights;
import io.grail.protocol.window.Window;
import java.util.List;
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
     * The scorecard of this window that is in the bucket already: the node stopped between publishing it and saving what
     * followed. What was published stands, for nobody may say two things of one window.
     */
    Optional<Scorecard> published(Window window, ValidatorState state) {
        Optional<byte[]> bytes =
                node.own().get(node.keys().scorecard(window, node.seat().account()), Scorecard.MAX_BYTES);
        if (bytes.isEmpty() || !(Scorecard.parse(bytes.get()) instanceof Scorecard.Parsed.Genuine genuine)) {
            return Optional.empty();
        }
        state.published(new Scorecard.Previous(window, Hash.sha256(bytes.get()), false));
        return Optional.of(genuine.scorecard());
    }

    /**
     * Publishes what was seen, measured and decided.
     *
     * @param weights that are about to be set, if any
     */
    void publish(
            Scene scene,
            List<Gathered> gathered,
            Assessment assessment,
            Optional<Weights> weights,
            ValidatorState state) {
        Keypair hotkey = node.seat().hotkey();
        Window window = scene.window();
        SortedMap<Hotkey, Sighting> sightings = new TreeMap<>();
        gathered.stream()
                .filter(one -> !one.sighting().equals(Sighting.NOTHING))
                .forEach(one -> sightings.put(one.hotkey(), one.sighting()));
        Hash next = EvaluationSecret.of(hotkey, node.runId(), window.next());
        Scorecard scorecard = new Scorecard(
                new Scorecard.Scope(
                        node.runId(), window, scene.root(), node.seat().account()),
                new Scorecard.Basis(
                        state.previous(),
                        EvaluationSecret.of(hotkey, node.runId(), window),
                        EvaluationSecret.commitment(next)),
                sightings,
                assessment.verdicts(),
                weights.map(Weights::toU16).orElseGet(TreeMap::new));
        byte[] signed = scorecard.signed(hotkey);
        node.own().put(node.keys().scorecard(window, node.seat().account()), signed);
        state.published(new Scorecard.Previous(window, Hash.sha256(signed), false));
    }
}
