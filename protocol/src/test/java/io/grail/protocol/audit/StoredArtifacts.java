package io.grail.protocol.audit;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everybody's buckets in memory. */
final class StoredArtifacts implements Artifacts {
    private final SortedMap<String, byte[]> objects = new TreeMap<>();
    private final SortedMap<String, Long> millis = new TreeMap<>();

    /** Where an artifact of a window lies; its name in findings is what follows the window. */
    static String key(Window window, String kind, Hotkey owner) {
        return "w" + window + "/" + kind + "-" + owner;
    }

    static String blobKey(Hash hash, Hotkey validator) {
        return "blob " + hash + " of " + validator;
    }

    void put(String key, byte[] bytes, long lastModifiedMillis) {
        objects.put(key, bytes);
        millis.put(key, lastModifiedMillis);
    }

    byte[] get(String key) {
        return Objects.requireNonNull(objects.get(key), key);
    }

    long millis(String key) {
        return Objects.requireNonNull(millis.get(key), key);
    }

    /** All keys that begin so, ascending. */
    List<String> keys(String prefix) {
        return new ArrayList<>(
                objects.tailMap(prefix).headMap(prefix + Character.MAX_VALUE).keySet());
    }

    /** The same but for one object. */
    StoredArtifacts with(String key, byte[] bytes) {
        StoredArtifacts changed = without(key);
        changed.put(key, bytes, millis.getOrDefault(key, 0L));
        return changed;
    }

    StoredArtifacts without(String key) {
        StoredArtifacts changed = new StoredArtifacts();
        changed.objects.putAll(objects);
        changed.millis.putAll(millis);
        changed.objects.remove(key);
        return changed;
    }

    @Override
    public Optional<byte[]> envelope(Window window, Hotkey miner) {
        return find(key(window, "envelope", miner));
    }

    @Override
    public Optional<byte[]> payload(Window window, Hotkey miner) {
        return find(key(window, "payload", miner));
    }

    @Override
    public Optional<byte[]> opening(Window window, Hotkey miner) {
        return find(key(window, "opening", miner));
    }

    @Override
    public Optional<byte[]> manifest(Window window, Hotkey validator) {
        return find(key(window, "manifest", validator));
    }

    @Override
    public Optional<byte[]> scorecard(Window window, Hotkey validator) {
        return find(key(window, "scorecard", validator));
    }

    @Override
    public Optional<byte[]> blob(Hash hash, Hotkey validator) {
        return find(blobKey(hash, validator));
    }

    private Optional<byte[]> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }
}
