package io.grail.node.lab.attack;

import io.grail.node.home.ArtifactKeys;
import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Window;

/** Works in every other window, and a window ahead: what it trains in one window it puts, there and then, as the update of the next. */
record Early(NodeContext node) implements Behaviour {
    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        return turn.window().number() % 2 == 0
                ? training.from(turn.theta(), turn.samples())
                : Trainer.Result.nothing(turn.theta());
    }

    @Override
    public byte[] envelope(Envelope envelope, Keypair hotkey) {
        var o = envelope.origin();
        var ahead = new Envelope.Origin(o.runId(), o.window().next(), o.hotkey(), o.modelRoot());
        return new Envelope(ahead, envelope.payload(), envelope.training()).sign(hotkey);
    }

    @Override
    public void publish(Window window, Upload update) {
        update.put();
        ArtifactKeys keys = node.keys();
        Hotkey self = node.seat().account();
        move(keys.payload(window, self), keys.payload(window.next(), self));
        move(keys.envelope(window, self), keys.envelope(window.next(), self));
    }

    private void move(String from, String to) {
        node.own().get(from, Integer.MAX_VALUE).ifPresent(bytes -> node.own().put(to, bytes));
        node.own().delete(from);
    }
}
