package io.grail.node.validator;

import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.artifact.Unsealed;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.SparseUpdate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a validator found of one hotkey's update. */
sealed interface Gathered {
    Hotkey hotkey();

    Sighting sighting();

    /** The updates that arrived, by hotkey. */
    static SortedMap<Hotkey, SparseUpdate> updates(List<Gathered> gathered) {
        SortedMap<Hotkey, SparseUpdate> updates = new TreeMap<>();
        for (Gathered one : gathered) {
            if (one instanceof Arrived arrived) {
                updates.put(arrived.hotkey(), arrived.update());
            }
        }
        return updates;
    }

    /**
     * Whether this validator is likelier cut off than they all are: more than half of those that ought to have sent
     * something could not be reached.
     *
     * @param expected who ought to have
     */
    static boolean isCutOff(List<Gathered> gathered, Predicate<Hotkey> expected) {
        long all = gathered.stream().filter(one -> expected.test(one.hotkey())).count();
        long unreachable = gathered.stream()
                .filter(one -> expected.test(one.hotkey()))
                .filter(one ->
                        one instanceof TurnedDown down && down.rejection().code() == RejectionCode.UNREACHABLE)
                .count();
        return 2 * unreachable > all;
    }

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
