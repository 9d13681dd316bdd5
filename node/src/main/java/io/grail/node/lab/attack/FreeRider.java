package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.state.Parameters;

/** Does nothing and sends an update of nothing, in time and in form. */
record FreeRider() implements Behaviour {
    @Override
    public Trainer.Result train(Turn turn, Training training) {
        return Claims.of(turn, Parameters.zeros(turn.theta().layout()));
    }
}
