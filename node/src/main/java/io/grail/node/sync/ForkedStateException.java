package io.grail.node.sync;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Window;
import java.util.Optional;

/** This node's parameters are not the ones that a manifest names, or no longer those that they were: it must not go on. */
public final class ForkedStateException extends RuntimeException {
    private final Window window;
    private final Hash expected;
    private final Hash computed;
    private final Optional<byte[]> manifest;

    /** Without a manifest to disagree with: the node's own numbers are not what they were. */
    public ForkedStateException(Window window, Hash expected, Hash computed) {
        this(window, expected, computed, Optional.empty());
    }

    private ForkedStateException(Window window, Hash expected, Hash computed, Optional<byte[]> manifest) {
        super(
                "the model of window " + window + " has root " + computed + " here, but " + expected + " is right: this"
                        + " node's parameters were damaged or it forked. It recovers by itself from its last good snapshot, or"
                        + " from a checkpoint; where both end in this, either this machine computes wrong or the manifest lies");
        this.window = window;
        this.expected = expected;
        this.computed = computed;
        this.manifest = manifest;
    }

    /** The same, found by holding this manifest's file against the model. */
    ForkedStateException over(byte[] file) {
        return new ForkedStateException(window, expected, computed, Optional.of(file));
    }

    /** The manifest's file that speaks against this node's model, if one does; not a copy. */
    public Optional<byte[]> manifest() {
        return manifest;
    }

    public Window window() {
        return window;
    }

    public Hash expected() {
        return expected;
    }

    public Hash computed() {
        return computed;
    }
}
