package io.grail.node.lab.chaos;

import io.grail.chain.Chain;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.Ballots;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.anchor.Decision;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import io.grail.storage.Bucket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Merges from genesis on what the chain decided for, window by window, from what lies in the buckets at the end: by the
 * rules of the protocol, and by none of the code with which nodes follow, catch up or resume.
 */
final class Replay {
    private static final long MOST_BYTES = 1 << 24;

    private final RunConfig run;
    private final Ballots ballots;
    private final ArtifactKeys keys;
    private final Codec codec;
    private final Collection<Bucket> buckets;

    Replay(RunConfig run, Chain chain, Collection<Bucket> buckets) {
        this.run = run;
        this.ballots = new Ballots(chain, WindowSchedule.of(run));
        this.keys = new ArtifactKeys(RunId.of(run));
        this.codec = new Codec(LlamaLayout.of(run.model()), run.compression());
        this.buckets = buckets;
    }

    /**
     * What became of a window.
     *
     * @param manifest that was decided for; empty if nothing was
     * @param after root of the model after it
     */
    record Merged(Optional<Manifest> manifest, Hash after) {}

    /** These windows, the run's first ones; stops before one of which some bytes are nowhere to be had. */
    Map<Window, Merged> of(List<Window> windows) {
        SharedModel model = new SharedModel(
                OuterState.before(
                        Genesis.parameters(run.model(), run.run().seed(), ParallelFor.SEQUENTIAL), run.outer()),
                new Window(run.run().startWindow()),
                ParallelFor.SEQUENTIAL);
        Map<Window, Merged> merged = new TreeMap<>();
        for (Window window : windows) {
            Optional<Manifest> manifest = Optional.empty();
            if (ballots.of(window).decision() instanceof Decision.Decided decided) {
                manifest = blob(decided.manifest()).map(Manifest::parse);
                if (manifest.isEmpty()) {
                    return merged;
                }
            }
            Optional<List<SparseUpdate>> updates = updates(manifest);
            if (updates.isEmpty()) {
                return merged;
            }
            model.merge(updates.get(), run);
            merged.put(window, new Merged(manifest, model.root()));
        }
        return merged;
    }

    private Optional<List<SparseUpdate>> updates(Optional<Manifest> manifest) {
        List<SparseUpdate> updates = new ArrayList<>();
        for (Manifest.Entry entry : manifest.map(Manifest::entries).orElse(List.of())) {
            Optional<byte[]> bytes = blob(entry.payloadHash());
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            updates.add(codec.decode(bytes.get(), ParallelFor.SEQUENTIAL));
        }
        return Optional.of(updates);
    }

    private Optional<byte[]> blob(Hash hash) {
        return buckets.stream()
                .flatMap(bucket -> bucket.get(keys.blob(hash), MOST_BYTES).stream())
                .filter(bytes -> Hash.sha256(bytes).equals(hash))
                .findFirst();
    }
}
