package io.grail.node.validator;

import io.grail.chain.Call;
import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.node.event.NodeEvent;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.incentive.Weights;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sets weights on the chain in the windows that the run names. */
final class Paymaster {
    /** Of this protocol; the chain can refuse older software by it. */
    private static final long VERSION_KEY = 1;
    /** What goes to the subnet owner's slot is burned by the chain. */
    private static final Uid BURN = new Uid(0);

    private final NodeContext node;

    Paymaster(NodeContext node) {
        this.node = node;
    }

    /** The weights that are due after {@code window}; empty where the run sets none. */
    Optional<Weights> due(Window window, ValidatorState state) {
        if (!node.schedule().isWeightsWindow(window)) {
            return Optional.empty();
        }
        Optional<Hotkey> burn = now().neurons().stream()
                .filter(neuron -> neuron.uid().equals(BURN))
                .map(Neuron::hotkey)
                .findFirst();
        return Optional.of(Weights.of(state.standings(), node.run().incentive(), burn))
                .filter(weights -> !weights.isEmpty());
    }

    /** Puts them on the chain; what was earned counts as paid only if the chain took them. */
    void set(Scene scene, Weights weights, ValidatorState state) throws InterruptedException {
        Window window = scene.window();
        SortedMap<Uid, Integer> byUid = new TreeMap<>();
        List<NodeEvent.WeightLine> lines = new ArrayList<>();
        Metagraph now = now();
        if (isSetAfter(scene.closing(), now)) {
            state.paid(); // by this node, which stopped before it could save that
            return;
        }
        weights.toU16()
                .forEach((hotkey, weight) -> now.neuron(hotkey).ifPresent(neuron -> {
                    byUid.put(neuron.uid(), weight);
                    lines.add(new NodeEvent.WeightLine(hotkey, weight));
                }));
        Outcome outcome = node.chain()
                .submit(new Call.SetWeights(byUid, VERSION_KEY), node.seat().hotkey());
        switch (outcome) {
            case Outcome.Included included -> {
                state.paid();
                node.events().emit(new NodeEvent.WeightsSet(window, included.block(), lines));
            }
            case Outcome.Refused refused -> {
                if (isSetAfter(scene.closing(), now())) {
                    state.paid(); // an earlier try of this node's, of which it did not hear, came first
                }
                node.events().emit(new NodeEvent.WeightsRefused(window, refused.error(), refused.advice()));
            }
        }
    }

    private boolean isSetAfter(Block closing, Metagraph now) {
        return now.neuron(node.seat().account())
                .map(neuron -> neuron.lastUpdate() > closing.number())
                .orElse(false);
    }

    private Metagraph now() {
        return node.chain().metagraph(node.chain().head().number());
    }
}
