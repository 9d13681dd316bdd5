package io.grail.node.validator;

import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.artifact.Unsealed;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.SparseUpdate;

/** What a validator found of one hotkey's update. */
sealed interface Gathered {
    Hotkey hotkey();

    Sighting sighting();

    /** In time and well formed, as far as one can see from outside; still sealed. */
    record Closed(Hotkey hotkey, Envelope envelope, Bytes sealed, Sighting sighting) implements Gathered {}

    /** Opened, and passed every check. */
    record Arrived(Hotkey hotkey, Envelope envelope, Unsealed unsealed, Sighting sighting) implements Gathered {
        SparseUpdate update() {
            return unsealed.update();
        }
    }

    /** Missing or faulty. */
    record TurnedDown(Hotkey hotkey, Rejection rejection, Sighting sighting) implements Gathered {}

    /** Bytes in a record; nobody writes to them. */
    final class Bytes {
        private final byte[] value;

        Bytes(byte[] value) {
            this.value = value;
        }

        byte[] value() {
            return value;
        }
    }
}
