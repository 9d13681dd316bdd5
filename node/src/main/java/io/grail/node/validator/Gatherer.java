package io.grail.node.validator;

import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.CountedPayloads;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.EnvelopeCheck;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Seal;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.identity.Hotkey;
import io.grail.storage.Bucket;
import io.grail.storage.ObjectTooLargeException;
import io.grail.storage.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fetches and checks every registered hotkey's envelope and sealed payload, before any opening can be there. */
final class Gatherer {
    private final NodeContext node;
    private final Codec codec;
    private final Set<Defence> off;

    Gatherer(NodeContext node, Set<Defence> off) {
        this.node = node;
        this.off = off;
        this.codec = node.codec();
    }

    /** What lies in the bucket of each hotkey, in the order of hotkeys: closed, or turned down already. */
    List<Gathered> gather(Scene scene, CountedPayloads counted) throws InterruptedException {
        return PeerFetches.all(
                node.polling(), scene.registered().hotkeys(), h -> h, hotkey -> fetch(scene, hotkey, counted));
    }

    private Gathered fetch(Scene scene, Hotkey hotkey, CountedPayloads counted) {
        Optional<Bucket> bucket = node.peers().of(hotkey);
        if (bucket.isEmpty()) {
            return missing(hotkey, "no bucket committed", "a committed bucket", Sighting.NOTHING);
        }
        String key = node.keys().envelope(scene.window(), hotkey);
        Optional<StoredObject> stored = bucket.get().head(key);
        Optional<byte[]> bytes;
        try {
            bytes = stored.isEmpty() ? Optional.empty() : bucket.get().get(key, Envelope.MAX_BYTES);
        } catch (ObjectTooLargeException e) {
            return tooLarge(hotkey, e, Sighting.NOTHING);
        }
        if (stored.isEmpty() || bytes.isEmpty()) {
            return missing(hotkey, "no envelope", "one envelope", Sighting.NOTHING);
        }
        long lastModified = Math.max(0, stored.get().lastModified().toEpochMilli());
        Sighting sighting = Sighting.of(Sighting.Seen.of(bytes.get(), lastModified));
        var context = new EnvelopeCheck.Context(
                node.runId(),
                scene.window(),
                hotkey,
                scene.root(),
                node.run().inner().samplesPerWindow(),
                codec.maxPayloadBytes(),
                scene.opening().timestampMillis(),
                node.schedule().deadlineMillis(scene.closing()),
                lastModified,
                off.contains(Defence.REPLAY) ? CountedPayloads.none() : counted);
        return switch (EnvelopeCheck.check(bytes.get(), context)) {
            case Checked.Passed<Envelope> passed -> payload(bucket.get(), passed.artifact(), sighting);
            case Checked.Failed<Envelope> failed -> new Gathered.TurnedDown(hotkey, failed.rejection(), sighting);
        };
    }

    private Gathered payload(Bucket bucket, Envelope envelope, Sighting sighting) {
        Hotkey hotkey = envelope.hotkey();
        Envelope.Payload announced = envelope.payload();
        Optional<byte[]> sealed;
        try {
            sealed = bucket.get(node.keys().payload(envelope.window(), hotkey), announced.length() + Seal.OVERHEAD);
        } catch (ObjectTooLargeException e) {
            return tooLarge(hotkey, e, sighting);
        }
        if (sealed.isEmpty()) {
            return missing(hotkey, "an envelope, but no payload", "both", sighting);
        }
        return new Gathered.Closed(hotkey, envelope, new Gathered.Bytes(sealed.get()), sighting);
    }

    private static Gathered missing(Hotkey hotkey, String found, String allowed, Sighting sighting) {
        return new Gathered.TurnedDown(hotkey, new Rejection(RejectionCode.MISSING, found, allowed), sighting);
    }

    private static Gathered tooLarge(Hotkey hotkey, ObjectTooLargeException e, Sighting sighting) {
        var rejection = new Rejection(RejectionCode.TOO_LARGE, e.size() + " bytes", e.maxBytes() + " bytes");
        return new Gathered.TurnedDown(hotkey, rejection, sighting);
    }
}
