package io.grail.node.validator;

import io.grail.chain.Call;
import io.grail.chain.Commitment;
import io.grail.chain.Outcome;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.ManifestFile;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Payload;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Optional;

/**
 * Says on the chain which manifest this validator stands behind, once a window.
 *
 * <p>A promise to itself, in its bucket, comes before anybody can see the manifest or the anchor: a validator that
 * stopped anywhere in between finds it again, and says the same.
 */
final class Voter {
    private final NodeContext node;
    private final ArtifactKeys keys;
    private final Hotkey self;

    Voter(NodeContext node) {
        this.node = node;
        this.keys = node.keys();
        this.self = node.seat().account();
    }

    /** The manifest that it has promised to anchor, or has published of its own; empty if it is free to choose. */
    Optional<byte[]> promised(Window window) {
        return promise(window)
                .flatMap(hash -> node.own().get(keys.blob(hash), Manifest.MAX_BYTES))
                .or(() -> node.own().get(keys.manifest(window, self), Manifest.MAX_BYTES));
    }

    /** Mirrors a manifest and all it lists, publishes it if it is its own, and anchors it. */
    void stand(Merged merged) throws InterruptedException {
        ManifestFile file = merged.file();
        Manifest manifest = file.manifest();
        for (Payload payload : merged.payloads()) {
            mirror(payload.bytes());
        }
        mirror(file.bytes());
        Anchor anchor = new Anchor(manifest.window(), file.hash());
        node.own().put(keys.anchor(manifest.window(), self), anchor.bytes());
        if (manifest.validator().equals(self)) {
            node.own().put(keys.manifest(manifest.window(), self), file.bytes());
            node.events()
                    .emit(new NodeEvent.ManifestPublished(
                            manifest.window(), manifest.entries().size(), manifest.rootAfter()));
        } else {
            node.events().emit(new NodeEvent.ManifestEndorsed(manifest.window(), manifest.validator(), file.hash()));
        }
        submit(anchor);
    }

    private Optional<Hash> promise(Window window) {
        try {
            return node.own()
                    .get(keys.anchor(window, self), Anchor.LENGTH)
                    .map(Anchor::parse)
                    .filter(anchor -> anchor.window().equals(window))
                    .map(Anchor::manifest);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private void mirror(byte[] bytes) {
        String key = keys.blob(Hash.sha256(bytes));
        if (node.own().head(key).isEmpty()) {
            node.own().put(key, bytes);
        }
    }

    private void submit(Anchor anchor) throws InterruptedException {
        Optional<Commitment> committed = node.chain().commitment(self);
        if (committed.flatMap(Commitment::anchor).equals(Optional.of(anchor))) {
            return; // anchored before this node started again
        }
        if (committed.isEmpty()) {
            refused(anchor, "no bucket committed", "commit the bucket's location: others must find the manifest");
            return;
        }
        Call call = new Call.SetCommitment(committed.get().location(), Optional.of(anchor));
        switch (node.chain().submit(call, node.seat().hotkey())) {
            case Outcome.Included included ->
                node.events()
                        .emit(new NodeEvent.ManifestAnchored(anchor.window(), anchor.manifest(), included.block()));
            case Outcome.Refused refused -> refused(anchor, refused.error(), refused.advice());
        }
    }

    private void refused(Anchor anchor, String error, String advice) {
        node.events().emit(new NodeEvent.AnchorRefused(anchor.window(), error, advice));
    }
}
