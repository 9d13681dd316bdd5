package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.state.Parameters;
import java.util.List;

/** Sends what {@link Copier} would, every number of it a little changed, so that no hash and no value is the same. */
record PerturbedCopier(NodeContext node) implements Behaviour {
    private static final double DEVIATION = 0.3;

    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        List<byte[]> loot = Copier.loot(node, turn.window());
        if (loot.isEmpty()) {
            return Trainer.Result.nothing(turn.theta());
        }
        Parameters copied = node.codec().decode(loot.getFirst(), node.workers()).dense();
        return Claims.of(turn, Vectors.jitter(copied, Vectors.random(turn.hotkey(), turn.window()), DEVIATION));
    }
}
