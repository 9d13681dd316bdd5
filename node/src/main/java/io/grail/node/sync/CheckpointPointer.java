package io.grail.node.sync;

import io.grail.node.home.ArtifactKeys;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The object that names the newest whole checkpoint of a bucket by its window, in decimal. */
public final class CheckpointPointer {
    private static final int MAX_BYTES = 32;

    private CheckpointPointer() {}

    /** What the pointer of a run says in a bucket; empty if there is none, or it says nothing of the kind. */
    public static Optional<Window> in(Bucket bucket, ArtifactKeys keys) {
        return bucket.get(keys.checkpointPointer(), MAX_BYTES)
                .flatMap(bytes -> parse(new String(bytes, StandardCharsets.US_ASCII).strip()));
    }

    /** A window's number as text. */
    public static Optional<Window> parse(String text) {
        return text.matches("[0-9]{1,15}") ? Optional.of(new Window(Long.parseLong(text))) : Optional.empty();
    }

    public static byte[] bytes(Window window) {
        return window.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
