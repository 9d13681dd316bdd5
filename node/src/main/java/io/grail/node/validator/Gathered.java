package io.grail.node.validator;

import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.SparseUpdate;

/** What a validator found of one hotkey's update. */
sealed interface Gathered {
    Hotkey hotkey();

    /** An update that passed every check. */
    record Arrived(Hotkey hotkey, Envelope envelope, Hash payloadHash, SparseUpdate update) implements Gathered {}

    /** A missing or faulty one. */
    record TurnedDown(Hotkey hotkey, Rejection rejection) implements Gathered {}
}
