package io.grail.protocol.anchor;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.window.Window;

/**
 * Which manifest of a window a validator stands behind, as it says in its commitment on the chain (docs/protocol.md,
 * section Which manifest counts).
 *
 * @param manifest SHA-256 of the manifest's file, its signature included
 */
public record Anchor(Window window, Hash manifest) {
    /** Length in bytes: window u64, then the hash. */
    public static final int LENGTH = Long.BYTES + Hash.LENGTH;

    public byte[] bytes() {
        return new CanonicalWriter().u64(window.number()).hash(manifest).toByteArray();
    }

    /**
     * The inverse of {@link #bytes()}.
     *
     * @throws MalformedException if the bytes are no anchor
     */
    public static Anchor parse(byte[] bytes) {
        CanonicalReader in = new CanonicalReader(bytes);
        Anchor anchor = new Anchor(new Window(in.nonNegative()), in.hash());
        in.end();
        return anchor;
    }
}
