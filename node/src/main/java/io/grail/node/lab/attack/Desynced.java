package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.state.Parameters;
import java.util.Optional;

/** Trains from the model that it found when it came, for good, and says so. */
final class Desynced implements Behaviour {
    private record Held(Parameters theta, Hash root) {}

    private Optional<Held> held = Optional.empty();

    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        held = held.or(() -> Optional.of(new Held(turn.theta().copy(), turn.root())));
        return training.from(held.orElseThrow().theta(), turn.samples());
    }

    @Override
    public byte[] envelope(Envelope envelope, Keypair hotkey) {
        var o = envelope.origin();
        Hash root = held.map(Held::root).orElse(o.modelRoot());
        var own = new Envelope.Origin(o.runId(), o.window(), o.hotkey(), root);
        return new Envelope(own, envelope.payload(), envelope.training()).sign(hotkey);
    }
}
