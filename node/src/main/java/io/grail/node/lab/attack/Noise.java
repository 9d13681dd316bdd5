package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;

/** Sends normal noise of about an update's size. */
record Noise() implements Behaviour {
    private static final double DEVIATION = 0.003;

    @Override
    public Trainer.Result train(Turn turn, Training training) {
        var random = Vectors.random(turn.hotkey(), turn.window());
        return Claims.of(turn, Vectors.noise(turn.theta().layout(), random, DEVIATION));
    }
}
