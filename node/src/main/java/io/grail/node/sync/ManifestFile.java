package io.grail.node.sync;

import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;

/** A manifest and the file that it was read from, whose hash validators anchor. Immutable by agreement. */
public final class ManifestFile {
    private final Manifest manifest;
    private final byte[] bytes;

    public ManifestFile(Manifest manifest, byte[] bytes) {
        this.manifest = manifest;
        this.bytes = bytes;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Signature included; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    public Hash hash() {
        return Hash.sha256(bytes);
    }
}
