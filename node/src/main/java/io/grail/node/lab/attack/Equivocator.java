package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.WindowClock;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.artifact.Seal;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Window;
import java.util.Optional;

/**
 * Commits to one update, and puts another in its place when the deadline has passed and others' are open: it shows the
 * key of the second.
 */
final class Equivocator implements Behaviour {
    private final NodeContext node;
    private byte[] key = new byte[0];
    private byte[] sealed = new byte[0];
    private byte[] envelope = new byte[0];
    private byte[] second = new byte[0];

    Equivocator(NodeContext node) {
        this.node = node;
    }

    @Override
    public byte[] payload(Turn turn, byte[] compressed) {
        // Signs differ in the last byte of the last chunk: an update just as good, of another hash.
        second = compressed.clone();
        second[second.length - 1] ^= 1;
        return compressed;
    }

    @Override
    public byte[] envelope(Envelope first, Keypair hotkey) {
        Hash hash = Hash.sha256(second);
        key = Seal.key(hotkey, first.origin(), hash);
        sealed = Seal.close(key, first.origin(), second);
        var contents = new Envelope.Payload(hash, second.length, Hash.sha256(sealed), Seal.commitment(key));
        envelope = new Envelope(first.origin(), contents, first.training()).sign(hotkey);
        return first.sign(hotkey);
    }

    @Override
    public void publish(Window window, Upload update) throws InterruptedException {
        update.put();
        new WindowClock(node.chain(), node.schedule()).awaitDeadline(window);
        node.own().put(node.keys().payload(window, node.seat().account()), sealed);
        node.own().put(node.keys().envelope(window, node.seat().account()), envelope);
    }

    @Override
    public Optional<Opening> opening(Opening o) {
        return Optional.of(new Opening(o.runId(), o.window(), o.hotkey(), key, o.stateProof()));
    }
}
