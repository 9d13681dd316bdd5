package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;

/** Says in turns that its update is of the next window and that it is somebody else's. */
record WrongOrigin() implements Behaviour {
    private static final Hotkey OTHER = Keypair.fromUri("//somebody-else").hotkey();

    @Override
    public byte[] envelope(Envelope envelope, Keypair hotkey) {
        var o = envelope.origin();
        var wrong = o.window().number() % 2 == 0
                ? new Envelope.Origin(o.runId(), o.window().next(), o.hotkey(), o.modelRoot())
                : new Envelope.Origin(o.runId(), o.window(), OTHER, o.modelRoot());
        return new Envelope(wrong, envelope.payload(), envelope.training()).sign(hotkey);
    }
}
