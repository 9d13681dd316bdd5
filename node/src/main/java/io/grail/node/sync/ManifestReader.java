package io.grail.node.sync;

import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.artifact.ManifestCheck;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.compress.NotFiniteException;
import io.grail.protocol.identity.Hotkey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks manifests' files and fetches what they list; trusts nobody beyond the choice of updates. */
public final class ManifestReader {
    private final NodeContext node;
    private final Codec codec;
    private final Shelves shelves;

    public ManifestReader(NodeContext node) {
        this.node = node;
        this.codec = node.codec();
        this.shelves = Shelves.of(node);
    }

    /** What became of a manifest's list. */
    public sealed interface Listed {
        /** Every payload, in the manifest's order. */
        record Complete(List<Payload> payloads) implements Listed {
            public Complete {
                payloads = List.copyOf(payloads);
            }
        }

        /** Nobody who was asked has this one; perhaps later. */
        record Missing(Manifest.Entry entry) implements Listed {}

        /** One is no update of this run, and never will be. */
        record Spoilt(Rejection rejection) implements Listed {}
    }

    /**
     * Whether a file is a manifest upon {@code model} that one of {@code permitted} has signed.
     *
     * @param permitted who has a say in the model's window
     */
    public Checked<ManifestFile> check(byte[] file, SharedModel model, Collection<Hotkey> permitted) {
        Manifest manifest;
        try {
            manifest = Manifest.parse(file);
        } catch (MalformedException e) {
            return new Checked.Failed<>(Rejection.malformed(e));
        }
        Hotkey author = manifest.validator();
        if (!permitted.contains(author)) {
            return new Checked.Failed<>(
                    new Rejection(RejectionCode.NOT_REGISTERED, author.ss58(), "a validator with permit and stake"));
        }
        var context = new ManifestCheck.Context(
                node.runId(),
                model.window(),
                author,
                model.root(),
                node.run().outer().gatherPeers(),
                codec.maxPayloadBytes());
        return switch (ManifestCheck.check(file, context)) {
            case Checked.Passed<Manifest> passed -> new Checked.Passed<>(new ManifestFile(passed.artifact(), file));
            case Checked.Failed<Manifest> failed -> new Checked.Failed<>(failed.rejection());
        };
    }

    /**
     * What a checked manifest lists.
     *
     * @param known payloads that the node has anyway, by hash
     * @param holders whose mirrors are asked for the others, in this order
     */
    public Listed fetch(Manifest manifest, Map<Hash, Payload> known, Collection<Hotkey> holders) {
        List<Payload> payloads = new ArrayList<>();
        for (Manifest.Entry entry : manifest.entries()) {
            Optional<Payload> payload;
            try {
                payload = payload(entry, known, holders);
            } catch (MalformedException e) {
                return new Listed.Spoilt(Rejection.malformed(e));
            } catch (NotFiniteException e) {
                return new Listed.Spoilt(
                        new Rejection(RejectionCode.NOT_FINITE, String.valueOf(e.getMessage()), "finite values"));
            }
            if (payload.isEmpty()) {
                return new Listed.Missing(entry);
            }
            payloads.add(payload.get());
        }
        return new Listed.Complete(payloads);
    }

    private Optional<Payload> payload(Manifest.Entry entry, Map<Hash, Payload> known, Collection<Hotkey> holders) {
        Optional<Payload> own = Optional.ofNullable(known.get(entry.payloadHash()));
        return own.or(() -> shelves.blob(entry.payloadHash(), codec.maxPayloadBytes(), holders)
                        .map(bytes -> new Payload(bytes, codec.decode(bytes, node.workers()))))
                .map(payload -> lengthIsRight(payload, entry));
    }

    private static Payload lengthIsRight(Payload payload, Manifest.Entry entry) {
        if (payload.bytes().length != entry.payloadLength()) {
            throw new MalformedException(
                    "a payload of " + payload.bytes().length + " bytes", "the " + entry.payloadLength() + " it says");
        }
        return payload;
    }
}
