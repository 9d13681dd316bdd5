package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.identity.Keypair;

/** Signs with a key that is not the hotkey's. */
record Forger() implements Behaviour {
    private static final Keypair OTHER = Keypair.fromUri("//forger");

    @Override
    public byte[] envelope(Envelope envelope, Keypair hotkey) {
        return envelope.sign(OTHER);
    }
}
