package io.grail.node.sync;

import io.grail.chain.Neuron;
import io.grail.node.event.NodeEvent;
import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.artifact.ManifestCheck;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.compress.NotFiniteException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the shared model from one window to the next by the manifest of the lead validator, and so, repeated, from
 * any past window to the present.
 *
 * <p>The lead of window w is, among the validators with a permit after block (w+1)·B, the one with most stake; where
 * there is none the model stays as it is (docs/protocol.md, section Manifest). Nothing here trusts the lead beyond its
 * choice of updates: signature, run, window, both roots and every payload's hash are checked.
 */
public final class ManifestFollower {
    private final NodeContext node;
    private final Codec codec;
    private final WindowClock clock;
    private NodeEvent.@Nullable ManifestRejected lastFinding;

    public ManifestFollower(NodeContext node) {
        this.node = node;
        this.codec = node.codec();
        this.clock = new WindowClock(node.chain(), node.schedule());
    }

    /** The validator whose manifest of {@code window} counts; needs block (w+1)·B to be there. */
    public Optional<Hotkey> lead(Window window) {
        long closing = node.schedule().firstBlock(window.next());
        return node.chain().metagraph(closing).validatorsByStake().stream()
                .findFirst()
                .map(Neuron::hotkey);
    }

    /** Applies manifests until the model is that of {@code target}, waiting for each that is not there yet. */
    public void advanceTo(Window target, SharedModel model) throws InterruptedException {
        while (model.window().compareTo(target) < 0) {
            advance(model);
        }
    }

    /** One window on. */
    public void advance(SharedModel model) throws InterruptedException {
        Window window = model.window();
        clock.awaitDeadline(window);
        Optional<Hotkey> lead = lead(window);
        if (lead.isEmpty()) {
            model.merge(List.of(), node.run());
            node.events().emit(new NodeEvent.ModelAdvanced(model.window(), model.root(), 0));
            return;
        }
        apply(await(model, lead.get()), model);
    }

    /** Applies a manifest that has been checked by {@link #find}. */
    public void apply(Manifest manifest, SharedModel model) throws InterruptedException {
        List<SparseUpdate> updates = new ArrayList<>();
        for (Manifest.Entry entry : manifest.entries()) {
            updates.add(awaitUpdate(manifest, entry));
        }
        model.merge(updates, node.run(), manifest.rootAfter());
        node.events().emit(new NodeEvent.ModelAdvanced(model.window(), model.root(), updates.size()));
    }

    /**
     * The manifest of the model's window in {@code lead}'s bucket; empty if there is none, or none that is valid.
     *
     * @throws ForkedStateException if the lead merged into another model than this node has
     */
    public Optional<Manifest> find(SharedModel model, Hotkey lead) {
        return bucket(lead)
                .flatMap(b -> b.get(node.keys().manifest(model.window(), lead), Manifest.MAX_BYTES))
                .flatMap(bytes -> check(bytes, model, lead));
    }

    private Optional<Manifest> check(byte[] bytes, SharedModel model, Hotkey lead) {
        var context = new ManifestCheck.Context(
                node.runId(),
                model.window(),
                lead,
                model.root(),
                node.run().outer().gatherPeers(),
                codec.maxPayloadBytes());
        return switch (ManifestCheck.check(bytes, context)) {
            case Checked.Passed<Manifest> passed -> Optional.of(passed.artifact());
            case Checked.Failed<Manifest> failed -> {
                if (failed.rejection().code() == RejectionCode.DESYNCED) {
                    throw new ForkedStateException(
                            model.window(), Manifest.parse(bytes).rootBefore(), model.root());
                }
                tellOnce(new NodeEvent.ManifestRejected(model.window(), lead, failed.rejection()));
                yield Optional.empty();
            }
        };
    }

    private void tellOnce(NodeEvent.ManifestRejected finding) {
        if (!finding.equals(lastFinding)) {
            node.events().emit(finding);
            lastFinding = finding;
        }
    }

    private Manifest await(SharedModel model, Hotkey lead) throws InterruptedException {
        node.polling().beforeFirstLook();
        Optional<Manifest> manifest = find(model, lead);
        long due = node.schedule().manifestDue(model.window());
        boolean told = false;
        while (manifest.isEmpty()) {
            if (!told && node.chain().head().number() > due) {
                node.events().emit(new NodeEvent.ManifestOverdue(model.window(), lead));
                told = true;
            }
            node.polling().betweenLooks();
            manifest = find(model, lead);
        }
        return manifest.get();
    }

    private SparseUpdate awaitUpdate(Manifest manifest, Manifest.Entry entry) throws InterruptedException {
        Optional<SparseUpdate> update = update(manifest, entry);
        while (update.isEmpty()) {
            node.polling().betweenLooks();
            update = update(manifest, entry);
        }
        return update.get();
    }

    /** From the copy that the validator who lists it keeps: it shows that it had it. */
    private Optional<SparseUpdate> update(Manifest manifest, Manifest.Entry entry) {
        return bucket(manifest.validator())
                .flatMap(b -> b.get(node.keys().blob(entry.payloadHash()), entry.payloadLength()))
                .filter(bytes -> Hash.sha256(bytes).equals(entry.payloadHash()))
                .map(bytes -> decode(bytes, manifest.window(), entry));
    }

    private Optional<Bucket> bucket(Hotkey hotkey) {
        return hotkey.equals(node.seat().account())
                ? Optional.of(node.own())
                : node.peers().of(hotkey);
    }

    private SparseUpdate decode(byte[] payload, Window window, Manifest.Entry entry) {
        try {
            return codec.decode(payload, node.workers());
        } catch (MalformedException | NotFiniteException e) {
            throw new IllegalStateException(
                    "the lead's manifest of window " + window + " lists the update of " + entry.hotkey()
                            + ", which cannot be decoded: " + e.getMessage(),
                    e);
        }
    }
}
