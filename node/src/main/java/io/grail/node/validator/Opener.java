package io.grail.node.validator;

import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.artifact.OpeningCheck;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.artifact.Unsealed;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.StateProof;
import io.grail.storage.Bucket;
import io.grail.storage.ObjectTooLargeException;
import io.grail.storage.StorageException;
import io.grail.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens what was gathered, once the time to show keys is over. */
final class Opener {
    private final NodeContext node;
    private final Codec codec;
    private final Set<Defence> off;

    Opener(NodeContext node, Set<Defence> off) {
        this.node = node;
        this.off = off;
        this.codec = node.codec();
    }

    /** An opening as it lies in a bucket. */
    private record Shown(Gathered.Bytes file, Sighting.Seen seen) {}

    /** The same hotkeys in the same order: arrived, or turned down. */
    List<Gathered> open(Scene scene, List<Gathered> gathered) throws InterruptedException {
        Map<Hotkey, Shown> shown = new ConcurrentHashMap<>();
        List<Gathered> asked = PeerFetches.all(node.polling(), gathered, Gathered::hotkey, one -> switch (one) {
            case Gathered.Closed closed -> look(scene, closed, shown);
            case Gathered.Arrived arrived -> arrived;
            case Gathered.TurnedDown down -> witnessed(scene, down);
        });
        List<Gathered> opened = new ArrayList<>();
        for (Gathered one : asked) {
            opened.add(
                    one instanceof Gathered.Closed closed
                            ? opened(scene, closed, Objects.requireNonNull(shown.get(closed.hotkey())))
                            : one);
        }
        return opened;
    }

    /** The same with the opening that lies there too, so that an audit can tell whether it still does. */
    private Gathered witnessed(Scene scene, Gathered.TurnedDown down) {
        if (down.sighting().envelope().isEmpty()) {
            return down;
        }
        try {
            String key = node.keys().opening(scene.window(), down.hotkey());
            Optional<Bucket> bucket = node.peers().of(down.hotkey());
            Optional<StoredObject> stored = bucket.flatMap(b -> b.head(key));
            Optional<byte[]> bytes = bucket.flatMap(b -> b.get(key, Opening.MAX_BYTES));
            if (stored.isPresent() && bytes.isPresent()) {
                return new Gathered.TurnedDown(
                        down.hotkey(), down.rejection(), down.sighting().with(seen(stored.get(), bytes.get())));
            }
        } catch (StorageException e) {
            return down; // refused already, for another reason
        }
        return down;
    }

    private static Sighting.Seen seen(StoredObject stored, byte[] bytes) {
        return Sighting.Seen.of(bytes, Math.max(0, stored.lastModified().toEpochMilli()));
    }

    /** The same if its opening is there, which is then {@code shown}. */
    private Gathered look(Scene scene, Gathered.Closed closed, Map<Hotkey, Shown> shown) {
        Hotkey hotkey = closed.hotkey();
        Optional<Bucket> bucket = node.peers().of(hotkey);
        String key = node.keys().opening(scene.window(), hotkey);
        Optional<StoredObject> stored = bucket.flatMap(b -> b.head(key));
        Optional<byte[]> bytes;
        try {
            bytes = stored.isEmpty() ? Optional.empty() : bucket.flatMap(b -> b.get(key, Opening.MAX_BYTES));
        } catch (ObjectTooLargeException e) {
            var rejection = new Rejection(RejectionCode.TOO_LARGE, e.size() + " bytes", e.maxBytes() + " bytes");
            return new Gathered.TurnedDown(hotkey, rejection, closed.sighting());
        }
        if (stored.isEmpty() || bytes.isEmpty()) {
            var rejection = new Rejection(RejectionCode.NOT_OPENED, "no opening", "one opening");
            return new Gathered.TurnedDown(hotkey, rejection, closed.sighting());
        }
        shown.put(hotkey, new Shown(new Gathered.Bytes(bytes.get()), seen(stored.get(), bytes.get())));
        return closed;
    }

    private Gathered opened(Scene scene, Gathered.Closed closed, Shown shown) {
        Hotkey hotkey = closed.hotkey();
        Sighting sighting = closed.sighting().with(shown.seen());
        var scope = new StateProof.Scope(
                node.runId(), scene.window(), scene.closing().hash());
        var context = new OpeningCheck.Context(
                closed.envelope(),
                proof(StateProof.of(scope, hotkey, scene.theta()), shown.file().value()),
                node.schedule().revealMillis(scene.closing()),
                shown.seen().lastModifiedMillis());
        return switch (OpeningCheck.check(shown.file().value(), context)) {
            case Checked.Passed<Opening> passed -> unsealed(closed, passed.artifact(), sighting);
            case Checked.Failed<Opening> failed -> new Gathered.TurnedDown(hotkey, failed.rejection(), sighting);
        };
    }

    /** What a proof is held against: itself where none is asked for. */
    private Hash proof(Hash expected, byte[] opening) {
        if (!off.contains(Defence.STATE_PROOF)) {
            return expected;
        }
        try {
            return Opening.parse(opening).stateProof();
        } catch (MalformedException e) {
            return expected;
        }
    }

    private Gathered unsealed(Gathered.Closed closed, Opening opening, Sighting sighting) {
        byte[] sealed = closed.sealed().value();
        return switch (Unsealed.open(closed.envelope(), sealed, opening, codec, node.workers())) {
            case Checked.Passed<Unsealed> passed ->
                new Gathered.Arrived(closed.hotkey(), closed.envelope(), passed.artifact(), sighting);
            case Checked.Failed<Unsealed> failed ->
                new Gathered.TurnedDown(closed.hotkey(), failed.rejection(), sighting);
        };
    }
}
