package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.state.Parameters;
import java.util.Optional;

/**
 * Holds the model of some windows ago, which it renews every few, names the root that everybody else's envelope names,
 * and invents the proof.
 */
final class FakeStateProof implements Behaviour {
    private static final int RENEWED_EVERY = 3;

    private Optional<Parameters> held = Optional.empty();

    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        if (held.isEmpty() || turn.window().number() % RENEWED_EVERY == 0) {
            held = Optional.of(turn.theta().copy());
        }
        return training.from(held.orElseThrow(), turn.samples());
    }

    @Override
    public Optional<Opening> opening(Opening honest) {
        Hash invented = Hash.sha256(honest.key());
        return Optional.of(new Opening(honest.runId(), honest.window(), honest.hotkey(), honest.key(), invented));
    }
}
