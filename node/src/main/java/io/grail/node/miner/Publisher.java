package io.grail.node.miner;

import io.grail.node.event.NodeEvent;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;

/** Compresses what training gave, signs it, and puts it into the miner's bucket: payload first, envelope last. */
final class Publisher {
    private final NodeContext node;
    private final Capture capture;
    private final Codec codec;

    Publisher(NodeContext node, Capture capture) {
        this.node = node;
        this.capture = capture;
        this.codec = node.codec();
    }

    /** Updates the error feedback and makes the bytes; nothing is uploaded yet. */
    PreparedUpdate prepare(Window window, Trainer.Result trained, MinerState state) {
        float decay = (float) node.run().compression().errorFeedback();
        capture.beforeSelection(window, state.errorFeedback(), trained.pseudoGradient(), decay);
        byte[] payload = codec.compress(state.errorFeedback(), trained.pseudoGradient(), node.workers());
        state.keepBack(trained.pseudoGradient());
        Envelope envelope = new Envelope(
                node.runId(),
                window,
                node.seat().account(),
                state.model().root(),
                Hash.sha256(payload),
                payload.length,
                trained.samples(),
                (float) trained.lossFirst(),
                (float) trained.lossLast());
        return PreparedUpdate.of(window, payload, envelope.sign(node.seat().hotkey()));
    }

    void publish(PreparedUpdate update) {
        ArtifactKeys keys = node.keys();
        Hotkey hotkey = node.seat().account();
        byte[] payload = update.payload().value();
        node.own().put(keys.payload(update.window(), hotkey), payload);
        node.own().put(keys.envelope(update.window(), hotkey), update.envelope().value());
        double dense = 4.0 * codec.layout().size();
        node.events().emit(new NodeEvent.UpdatePublished(update.window(), payload.length, dense / payload.length));
    }

    /** After a crash between saving and uploading: uploads what was saved, unless it is there. */
    void publishPending(MinerState state) {
        state.pending()
                .filter(update -> node.own()
                        .head(node.keys().envelope(update.window(), node.seat().account()))
                        .isEmpty())
                .ifPresent(this::publish);
    }
}
