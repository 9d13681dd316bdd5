package io.grail.protocol.audit;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Optional;

/** What lies in everybody's buckets; bounded reads, empty where nothing is, or nothing that could be read. */
public interface Artifacts {
    Optional<byte[]> envelope(Window window, Hotkey miner);

    /** The sealed payload. */
    Optional<byte[]> payload(Window window, Hotkey miner);

    Optional<byte[]> opening(Window window, Hotkey miner);

    Optional<byte[]> manifest(Window window, Hotkey validator);

    Optional<byte[]> scorecard(Window window, Hotkey validator);

    /** What lies in {@code validator}'s bucket as the bytes of this hash. */
    Optional<byte[]> blob(Hash hash, Hotkey validator);
}
