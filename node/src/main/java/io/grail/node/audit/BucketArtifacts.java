package io.grail.node.audit;

import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.PeerBuckets;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.artifact.Seal;
import io.grail.protocol.audit.Artifacts;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import io.grail.storage.ObjectTooLargeException;
import java.util.Optional;

/** Artifacts from the buckets that hotkeys have committed, bounded as every node bounds them. */
public final class BucketArtifacts implements Artifacts {
    private final ArtifactKeys keys;
    private final PeerBuckets buckets;
    private final long maxPayloadBytes;

    public BucketArtifacts(RunId runId, PeerBuckets buckets, long maxPayloadBytes) {
        this.keys = new ArtifactKeys(runId);
        this.buckets = buckets;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    @Override
    public Optional<byte[]> envelope(Window window, Hotkey miner) {
        return object(miner, keys.envelope(window, miner), Envelope.MAX_BYTES);
    }

    @Override
    public Optional<byte[]> payload(Window window, Hotkey miner) {
        return object(miner, keys.payload(window, miner), maxPayloadBytes + Seal.OVERHEAD);
    }

    @Override
    public Optional<byte[]> opening(Window window, Hotkey miner) {
        return object(miner, keys.opening(window, miner), Opening.MAX_BYTES);
    }

    @Override
    public Optional<byte[]> manifest(Window window, Hotkey validator) {
        return object(validator, keys.manifest(window, validator), Manifest.MAX_BYTES);
    }

    @Override
    public Optional<byte[]> scorecard(Window window, Hotkey validator) {
        return object(validator, keys.scorecard(window, validator), Scorecard.MAX_BYTES);
    }

    @Override
    public Optional<byte[]> blob(Hash hash, Hotkey validator) {
        return object(validator, keys.blob(hash), maxPayloadBytes);
    }

    private Optional<byte[]> object(Hotkey owner, String key, long maxBytes) {
        try {
            return buckets.of(owner).flatMap(bucket -> bucket.get(key, maxBytes));
        } catch (ObjectTooLargeException e) {
            return Optional.empty(); // nobody reads it either
        }
    }
}
