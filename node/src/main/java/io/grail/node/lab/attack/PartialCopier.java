package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.state.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a random half of each of the two best payloads and trains a single step on its own samples on top, for the
 * look of it.
 */
record PartialCopier(NodeContext node) implements Behaviour {
    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        long[] few = Arrays.copyOf(turn.samples(), node.run().inner().batch());
        Trainer.Result own = training.from(turn.theta(), few);
        if (own.samples() == 0) {
            return own;
        }
        List<byte[]> loot = Copier.loot(node, turn.window());
        var random = Vectors.random(turn.hotkey(), turn.window());
        for (byte[] payload : loot.subList(0, Math.min(2, loot.size()))) {
            Parameters copied = node.codec().decode(payload, node.workers()).dense();
            Vectors.add(own.pseudoGradient(), 1, Vectors.thin(copied, random, 0.5));
        }
        return Claims.of(turn, own);
    }
}
