package io.grail.node.lab.attack;

import io.grail.node.home.ArtifactKeys;
import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Seal;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;

/** An honest miner of a run without seals: puts the key beside the payload. */
final class LeakyMiner implements Behaviour {
    private final NodeContext node;

    LeakyMiner(NodeContext node) {
        this.node = node;
    }

    /** Where such a miner's key lies. */
    static String key(ArtifactKeys keys, Window window, Hotkey hotkey) {
        return keys.opening(window, hotkey) + "-early";
    }

    @Override
    public byte[] payload(Turn turn, byte[] compressed) {
        var origin = new Envelope.Origin(node.runId(), turn.window(), turn.hotkey(), turn.root());
        byte[] key = Seal.key(node.seat().hotkey(), origin, Hash.sha256(compressed));
        node.own().put(key(node.keys(), turn.window(), turn.hotkey()), key);
        return compressed;
    }
}
