package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import java.util.Arrays;

/** Takes one of its H steps, makes what it got as large as an update of all, and says that it took them all. */
record Idler(NodeContext node) implements Behaviour {
    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        long[] few = Arrays.copyOf(turn.samples(), node.run().inner().batch());
        Trainer.Result trained = training.from(turn.theta(), few);
        if (trained.samples() == 0) {
            return trained;
        }
        Vectors.scale(trained.pseudoGradient(), node.run().inner().steps());
        return Claims.of(turn, trained);
    }
}
