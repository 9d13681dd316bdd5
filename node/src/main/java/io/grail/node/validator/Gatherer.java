package io.grail.node.validator;

import io.grail.chain.Metagraph;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.EnvelopeCheck;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.compress.NotFiniteException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import io.grail.storage.ObjectTooLargeException;
import io.grail.storage.StorageException;
import io.grail.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches and checks every registered hotkey's update of a window; one peer's fault never touches another's. */
final class Gatherer {
    private static final long PEER_TIMEOUT_SECONDS = 60;

    private final NodeContext node;
    private final Codec codec;

    Gatherer(NodeContext node) {
        this.node = node;
        this.codec = node.codec();
    }

    /** What became of each hotkey that has a bucket, in the order of hotkeys. */
    List<Gathered> gather(Window window, Metagraph registered, Block opening, Block closing, Hash root)
            throws InterruptedException {
        List<Hotkey> hotkeys = registered.hotkeys();
        List<Gathered> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Gathered>> fetches = new ArrayList<>();
            for (Hotkey hotkey : hotkeys) {
                Callable<Gathered> fetch = () -> fetch(window, hotkey, opening, closing, root);
                fetches.add(threads.submit(fetch));
            }
            for (int i = 0; i < fetches.size(); i++) {
                all.add(outcome(hotkeys.get(i), fetches.get(i)));
            }
        }
        return all;
    }

    private Gathered outcome(Hotkey hotkey, Future<Gathered> fetch) throws InterruptedException {
        try {
            return fetch.get(PEER_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            fetch.cancel(true);
            String limit = PEER_TIMEOUT_SECONDS + " s";
            return turnDown(hotkey, RejectionCode.UNREACHABLE, "no answer after " + limit, limit);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException storage) {
                return turnDown(
                        hotkey, RejectionCode.UNREACHABLE, String.valueOf(storage.getMessage()), "a readable bucket");
            }
            // Anything else is a fault of ours, which must not be booked on the peer.
            throw new IllegalStateException("checking the update of " + hotkey + " failed", e.getCause());
        }
    }

    private Gathered fetch(Window window, Hotkey hotkey, Block opening, Block closing, Hash root) {
        Optional<Bucket> bucket = node.peers().of(hotkey);
        if (bucket.isEmpty()) {
            return turnDown(hotkey, RejectionCode.MISSING, "no bucket committed", "a committed bucket");
        }
        String key = node.keys().envelope(window, hotkey);
        Optional<StoredObject> stored = bucket.get().head(key);
        Optional<byte[]> bytes;
        try {
            bytes = stored.isEmpty() ? Optional.empty() : bucket.get().get(key, Envelope.MAX_BYTES);
        } catch (ObjectTooLargeException e) {
            return turnDown(hotkey, RejectionCode.TOO_LARGE, e.size() + " bytes", e.maxBytes() + " bytes");
        }
        if (stored.isEmpty() || bytes.isEmpty()) {
            return turnDown(hotkey, RejectionCode.MISSING, "no envelope", "one envelope");
        }
        var context = new EnvelopeCheck.Context(
                node.runId(),
                window,
                hotkey,
                root,
                node.run().inner().samplesPerWindow(),
                codec.maxPayloadBytes(),
                opening.timestampMillis(),
                node.schedule().deadlineMillis(closing),
                stored.get().lastModified().toEpochMilli());
        return switch (EnvelopeCheck.check(bytes.get(), context)) {
            case Checked.Passed<Envelope> passed -> payload(window, hotkey, bucket.get(), passed.artifact());
            case Checked.Failed<Envelope> failed -> new Gathered.TurnedDown(hotkey, failed.rejection());
        };
    }

    private Gathered payload(Window window, Hotkey hotkey, Bucket bucket, Envelope envelope) {
        Optional<byte[]> payload;
        try {
            payload = bucket.get(node.keys().payload(window, hotkey), codec.maxPayloadBytes());
        } catch (ObjectTooLargeException e) {
            return turnDown(hotkey, RejectionCode.TOO_LARGE, e.size() + " bytes", e.maxBytes() + " bytes");
        }
        if (payload.isEmpty()) {
            return turnDown(hotkey, RejectionCode.MISSING, "an envelope, but no payload", "both");
        }
        Hash found = Hash.sha256(payload.get());
        if (!found.equals(envelope.payloadHash())) {
            return turnDown(hotkey, RejectionCode.MALFORMED, "payload hash " + found, "hash " + envelope.payloadHash());
        }
        try {
            return new Gathered.Arrived(hotkey, envelope, found, codec.decode(payload.get(), node.workers()));
        } catch (NotFiniteException e) {
            return turnDown(hotkey, RejectionCode.NOT_FINITE, String.valueOf(e.getMessage()), "finite values");
        } catch (MalformedException e) {
            return turnDown(hotkey, RejectionCode.MALFORMED, e.found(), e.allowed());
        }
    }

    private static Gathered turnDown(Hotkey hotkey, RejectionCode code, String found, String allowed) {
        return new Gathered.TurnedDown(hotkey, new Rejection(code, found, allowed));
    }
}
