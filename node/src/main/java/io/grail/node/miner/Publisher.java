package io.grail.node.miner;

import io.grail.node.event.NodeEvent;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.artifact.Seal;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.StateProof;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.util.Optional;

/** Compresses what training gave, seals and signs it, puts it into the miner's bucket, and opens it after the deadline. */
final class Publisher {
    private final NodeContext node;
    private final Capture capture;
    private final Behaviour behaviour;
    private final Codec codec;

    Publisher(NodeContext node, Capture capture, Behaviour behaviour) {
        this.node = node;
        this.capture = capture;
        this.behaviour = behaviour;
        this.codec = node.codec();
    }

    /** Updates the error feedback and makes the bytes; nothing is uploaded yet. */
    PreparedUpdate prepare(Turn turn, Trainer.Result trained, MinerState state) {
        Window window = turn.window();
        float decay = (float) node.run().compression().errorFeedback();
        capture.beforeSelection(window, state.errorFeedback(), trained.pseudoGradient(), decay);
        byte[] compressed = codec.compress(state.errorFeedback(), trained.pseudoGradient(), node.workers());
        state.keepBack(trained.pseudoGradient());
        byte[] payload = behaviour.payload(turn, compressed);
        Keypair hotkey = node.seat().hotkey();
        var origin = new Envelope.Origin(node.runId(), window, turn.hotkey(), turn.root());
        Hash hash = Hash.sha256(payload);
        byte[] key = Seal.key(hotkey, origin, hash);
        byte[] sealed = Seal.close(key, origin, payload);
        var contents = new Envelope.Payload(hash, payload.length, Hash.sha256(sealed), Seal.commitment(key));
        var training =
                new Envelope.Training(trained.samples(), (float) trained.lossFirst(), (float) trained.lossLast());
        byte[] envelope = behaviour.envelope(new Envelope(origin, contents, training), hotkey);
        return PreparedUpdate.of(window, sealed, envelope, key);
    }

    /** Puts the sealed payload, then the envelope, whose time of arrival decides. */
    void publish(PreparedUpdate update) throws InterruptedException {
        behaviour.publish(update.window(), () -> put(update));
    }

    private void put(PreparedUpdate update) {
        ArtifactKeys keys = node.keys();
        Hotkey hotkey = node.seat().account();
        byte[] sealed = update.sealedPayload().value();
        node.own().put(keys.payload(update.window(), hotkey), sealed);
        node.own().put(keys.envelope(update.window(), hotkey), update.envelope().value());
        double dense = 4.0 * codec.layout().size();
        node.events().emit(new NodeEvent.UpdatePublished(update.window(), sealed.length, dense / sealed.length));
    }

    /**
     * Shows the key, once the deadline has passed, with the proof that this miner holds θ_w; once only.
     *
     * @param theta of the update's window
     * @param closing the first block after it
     */
    void open(PreparedUpdate update, Parameters theta, Block closing) {
        Hotkey hotkey = node.seat().account();
        String key = node.keys().opening(update.window(), hotkey);
        if (node.own().head(key).isPresent()) {
            return;
        }
        var scope = new StateProof.Scope(node.runId(), update.window(), closing.hash());
        Opening opening = new Opening(
                node.runId(), update.window(), hotkey, update.key().value(), StateProof.of(scope, hotkey, theta));
        behaviour
                .opening(opening)
                .ifPresent(shown -> node.own().put(key, shown.sign(node.seat().hotkey())));
    }

    /** After a crash between saving and uploading: uploads what was saved, unless it is there. */
    void publishPending(MinerState state) throws InterruptedException {
        Optional<PreparedUpdate> unsent = state.pending()
                .filter(update -> node.own()
                        .head(node.keys().envelope(update.window(), node.seat().account()))
                        .isEmpty());
        if (unsent.isPresent()) {
            publish(unsent.get());
        }
    }
}
