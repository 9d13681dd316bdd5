package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.state.Parameters;
import java.util.List;

/** Works as it ought to, and adds the two best payloads that it finds to outdo those who made them. */
record Booster(NodeContext node) implements Behaviour {
    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        Trainer.Result own = training.from(turn.theta(), turn.samples());
        if (own.samples() == 0) {
            return own;
        }
        List<byte[]> loot = Copier.loot(node, turn.window());
        for (byte[] payload : loot.subList(0, Math.min(2, loot.size()))) {
            Parameters copied = node.codec().decode(payload, node.workers()).dense();
            Vectors.add(own.pseudoGradient(), 1, copied);
        }
        return own;
    }
}
