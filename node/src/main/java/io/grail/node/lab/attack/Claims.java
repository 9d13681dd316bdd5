package io.grail.node.lab.attack;

import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.state.Parameters;

/** Says of numbers that come from anywhere that they come from all of the assigned samples. */
final class Claims {
    private static final double LIKELY_LOSS = 3;

    private Claims() {}

    static Trainer.Result of(Turn turn, Parameters delta) {
        return new Trainer.Result(delta, turn.samples().length, LIKELY_LOSS, LIKELY_LOSS);
    }

    /** What was trained, said to be of all samples. */
    static Trainer.Result of(Turn turn, Trainer.Result trained) {
        return new Trainer.Result(
                trained.pseudoGradient(), turn.samples().length, trained.lossFirst(), trained.lossLast());
    }
}
