package io.grail.node.sync;

import io.grail.protocol.state.SparseUpdate;

/** An opened payload, as it is mirrored, and the update that it is. Immutable by agreement. */
public final class Payload {
    private final byte[] bytes;
    private final SparseUpdate update;

    public Payload(byte[] bytes, SparseUpdate update) {
        this.bytes = bytes;
        this.update = update;
    }

    /** Not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    public SparseUpdate update() {
        return update;
    }
}
