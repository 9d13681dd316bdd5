package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.window.Window;

/** Trains as it ought to, and sends a multiple of what it learned, from window {@code from} on. */
record Scaled(double factor, Window from) implements Behaviour {
    static Behaviour by(double factor) {
        return new Scaled(factor, new Window(0));
    }

    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        Trainer.Result trained = training.from(turn.theta(), turn.samples());
        if (turn.window().compareTo(from) >= 0) {
            Vectors.scale(trained.pseudoGradient(), factor);
        }
        return trained;
    }
}
