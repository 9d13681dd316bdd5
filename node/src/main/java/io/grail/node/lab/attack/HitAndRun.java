package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;

/**
 * Works in three windows and sends the opposite in the fourth, all of its crew in the same: too seldom for any penalty
 * that looks back, and after it has been trusted again.
 */
record HitAndRun() implements Behaviour {
    private static final int PERIOD = 4;

    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        Trainer.Result trained = training.from(turn.theta(), turn.samples());
        if (turn.window().number() % PERIOD == 0) {
            Vectors.scale(trained.pseudoGradient(), -1);
        }
        return trained;
    }
}
