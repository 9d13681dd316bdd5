package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;

/** Sends a few random numbers at random places: too little to be seen to do harm, it hopes. */
record RandomSparse() implements Behaviour {
    private static final double DEVIATION = 0.003;
    private static final double KEPT = 0.001;

    @Override
    public Trainer.Result train(Turn turn, Training training) {
        var random = Vectors.random(turn.hotkey(), turn.window());
        var noise = Vectors.noise(turn.theta().layout(), random, DEVIATION);
        return Claims.of(turn, Vectors.thin(noise, random, KEPT));
    }
}
