package io.grail.node.lab.attack;

import io.grail.node.home.ArtifactKeys;
import io.grail.node.lab.ForwardingBucket;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.identity.Keypair;
import io.grail.storage.Bucket;
import io.grail.storage.StoredObject;
import java.util.List;
import java.util.Optional;

/**
 * A lead validator's bucket that tells two stories: once the next window's manifest is there, the last one's is replaced
 * by one, signed too, that merged nothing.
 */
final class TwoFacedBucket extends ForwardingBucket {
    private final ArtifactKeys keys;
    private final Keypair hotkey;
    private Optional<Manifest> last = Optional.empty();

    TwoFacedBucket(Bucket own, ArtifactKeys keys, Keypair hotkey) {
        super(own);
        this.keys = keys;
        this.hotkey = hotkey;
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        if (key.contains("/manifest-")) {
            last.ifPresent(this::replace);
            last = Optional.of(Manifest.parse(body));
        }
        return super.put(key, body);
    }

    private void replace(Manifest told) {
        Manifest other = new Manifest(
                told.runId(), told.window(), told.validator(), told.rootBefore(), told.rootBefore(), List.of());
        super.put(keys.manifest(told.window(), told.validator()), other.sign(hotkey));
    }
}
