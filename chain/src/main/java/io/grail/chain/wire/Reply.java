package io.grail.chain.wire;

import io.grail.protocol.bytes.MalformedException;

/** What the server answered. */
record Reply(int status, String body) {
    /** The error's text, or the status where there is none. */
    String error() {
        try {
            return Wire.text(Wire.parse(body), "error");
        } catch (MalformedException e) {
            return "status " + status;
        }
    }
}
