package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import java.util.Arrays;

/**
 * One worker behind some hotkeys that shares its steps out among them: each sends honest work, of a part of its samples.
 */
record Splitter(int hotkeys, NodeContext node) implements Behaviour {
    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        int steps = node.run().inner().steps() / hotkeys;
        return training.from(
                turn.theta(),
                Arrays.copyOf(turn.samples(), steps * node.run().inner().batch()));
    }
}
