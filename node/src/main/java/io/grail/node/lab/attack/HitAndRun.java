package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;

/**
 * Works in one window and sends the opposite in the next, all of its crew in the same: just too seldom for any penalty that
 * looks back.
 */
record HitAndRun() implements Behaviour {
    private static final int PERIOD = 2;

    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        Trainer.Result trained = training.from(turn.theta(), turn.samples());
        if (turn.window().number() % PERIOD == 0) {
            Vectors.scale(trained.pseudoGradient(), -1);
        }
        return trained;
    }
}
