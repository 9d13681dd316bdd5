package io.grail.node.lab.attack;

import io.grail.node.home.ArtifactKeys;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.identity.Keypair;
import io.grail.storage.Bucket;
import io.grail.storage.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A lead validator's bucket that tells two stories: once the next window's manifest is there, the last one's is replaced
 * by one, signed too, that merged nothing.
 */
final class TwoFacedBucket implements Bucket {
    private final Bucket own;
    private final ArtifactKeys keys;
    private final Keypair hotkey;
    private Optional<Manifest> last = Optional.empty();

    TwoFacedBucket(Bucket own, ArtifactKeys keys, Keypair hotkey) {
        this.own = own;
        this.keys = keys;
        this.hotkey = hotkey;
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        if (key.contains("/manifest-")) {
            last.ifPresent(this::replace);
            last = Optional.of(Manifest.parse(body));
        }
        return own.put(key, body);
    }

    private void replace(Manifest told) {
        Manifest other = new Manifest(
                told.runId(), told.window(), told.validator(), told.rootBefore(), told.rootBefore(), List.of());
        own.put(keys.manifest(told.window(), told.validator()), other.sign(hotkey));
    }

    @Override
    public StoredObject putFile(String key, Path file) {
        return own.putFile(key, file);
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return own.head(key);
    }

    @Override
    public Optional<byte[]> get(String key, long maxBytes) {
        return own.get(key, maxBytes);
    }

    @Override
    public Optional<byte[]> getRange(String key, long offset, int length) {
        return own.getRange(key, offset, length);
    }

    @Override
    public boolean getFile(String key, Path target, long maxBytes) {
        return own.getFile(key, target, maxBytes);
    }

    @Override
    public List<StoredObject> list(String prefix, String after, int limit) {
        return own.list(prefix, after, limit);
    }

    @Override
    public void delete(String key) {
        own.delete(key);
    }

    @Override
    public String location() {
        return own.location();
    }

    @Override
    public void close() {
        own.close();
    }
}
