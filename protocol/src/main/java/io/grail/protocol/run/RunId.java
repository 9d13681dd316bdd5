package io.grail.protocol.run;

import io.grail.protocol.bytes.Hash;

/** Names a run: the SHA-256 of its configuration's canonical bytes. Artifacts of another RunId are refused. */
public record RunId(Hash hash) {
    /** The first eight hexadecimal digits, for people and for paths on screen. */
    public String abbreviated() {
        return hash.abbreviated();
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
