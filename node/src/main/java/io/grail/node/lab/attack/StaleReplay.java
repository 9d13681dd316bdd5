package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.state.Parameters;
import java.util.Optional;

/** Works in its first window, and sends that payload, sealed and signed afresh, in every later one. */
final class StaleReplay implements Behaviour {
    private Optional<byte[]> first = Optional.empty();

    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        return first.isEmpty()
                ? training.from(turn.theta(), turn.samples())
                : Claims.of(turn, Parameters.zeros(turn.theta().layout()));
    }

    @Override
    public byte[] payload(Turn turn, byte[] compressed) {
        first = first.or(() -> Optional.of(compressed));
        return first.orElseThrow();
    }
}
