package io.grail.node.lab.attack;

import io.grail.chain.Call;
import io.grail.chain.Metagraph;
import io.grail.node.lab.Actor;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.window.Window;
import java.util.SortedMap;
import java.util.TreeMap;

/** A validator that measures nothing: it sets as weights what the last epoch paid. */
record WeightCopier() implements Actor.Life {
    @Override
    public void live(NodeContext node, Window last) throws InterruptedException {
        Window first = new Window(node.run().run().startWindow());
        for (Window window = first; window.compareTo(last) <= 0; window = window.next()) {
            long head = node.chain()
                    .awaitBlock(node.schedule().firstBlock(window.next().next()) - 1)
                    .number();
            Metagraph seen = node.chain().metagraph(head);
            SortedMap<Uid, Integer> weights = new TreeMap<>();
            seen.neurons().stream()
                    .filter(neuron -> neuron.incentive() > 0)
                    .forEach(neuron -> weights.put(neuron.uid(), neuron.incentive()));
            if (!weights.isEmpty()) {
                var _ = node.chain()
                        .submit(new Call.SetWeights(weights, 1), node.seat().hotkey());
            }
        }
    }
}
