package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;

/** Works in every other window. */
record Lazy() implements Behaviour {
    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        return turn.window().number() % 2 == 0
                ? training.from(turn.theta(), turn.samples())
                : Trainer.Result.nothing(turn.theta());
    }
}
