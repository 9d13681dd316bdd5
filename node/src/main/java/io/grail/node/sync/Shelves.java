package io.grail.node.sync;

import io.grail.node.home.ArtifactKeys;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import io.grail.storage.StorageException;
import io.grail.storage.StoredObject;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Manifests and payloads in validators' buckets. What is asked for by its hash may come from anybody; a bucket that does
 * not answer, or holds something too large, is one that does not have it.
 */
public final class Shelves {
    private final ArtifactKeys keys;
    private final Function<Hotkey, Optional<Bucket>> buckets;

    public Shelves(ArtifactKeys keys, Function<Hotkey, Optional<Bucket>> buckets) {
        this.keys = keys;
        this.buckets = buckets;
    }

    /** Of everybody's buckets as {@code node} sees them: its own is not fetched through the chain. */
    public static Shelves of(NodeContext node) {
        return new Shelves(
                node.keys(),
                hotkey -> hotkey.equals(node.seat().account())
                        ? Optional.of(node.own())
                        : node.peers().of(hotkey));
    }

    /** The file that lies where {@code validator} puts its own manifest, if {@code visible} allows it to be seen. */
    public Optional<byte[]> proposal(Window window, Hotkey validator, Predicate<StoredObject> visible) {
        String key = keys.manifest(window, validator);
        return answer(() -> buckets.apply(validator)
                .filter(bucket -> bucket.head(key).filter(visible).isPresent())
                .flatMap(bucket -> bucket.get(key, Manifest.MAX_BYTES)));
    }

    /** The manifest's file with this hash, from the first of {@code holders} that has it. */
    public Optional<byte[]> manifest(Window window, Hash hash, Collection<Hotkey> holders) {
        return blob(hash, Manifest.MAX_BYTES, holders)
                .or(() -> holders.stream()
                        .flatMap(holder -> proposal(window, holder, _ -> true).stream())
                        .filter(bytes -> Hash.sha256(bytes).equals(hash))
                        .findFirst());
    }

    /** The bytes with this hash, from the first of {@code holders} that mirrors them. */
    public Optional<byte[]> blob(Hash hash, long maxBytes, Collection<Hotkey> holders) {
        return holders.stream()
                .flatMap(holder ->
                        answer(() -> buckets.apply(holder).flatMap(bucket -> bucket.get(keys.blob(hash), maxBytes)))
                                .stream())
                .filter(bytes -> Hash.sha256(bytes).equals(hash))
                .findFirst();
    }

    /** What a bucket says, or nothing if it says nothing. */
    private interface Question {
        Optional<byte[]> ask();
    }

    private static Optional<byte[]> answer(Question question) {
        try {
            return question.ask();
        } catch (StorageException e) {
            return Optional.empty(); // one peer's fault is no other's: whoever asked goes on to the next holder
        }
    }
}
