package io.grail.node.validator;

import io.grail.node.sync.ManifestFile;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Payload;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.MergeSelection;
import io.grail.protocol.state.SparseUpdate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The proposer's part: choose which updates are merged, merge them, and sign what came out. */
final class Merger {
    private final NodeContext node;
    private final Screening screening;
    private final Quarantine quarantine;

    Merger(NodeContext node, Screening screening, Quarantine quarantine) {
        this.node = node;
        this.screening = screening;
        this.quarantine = quarantine;
    }

    /**
     * Merges into the validator's model; nothing is put anywhere yet. If the loss jumps, nothing is merged.
     *
     * @param before the model of the window, to go back to
     */
    Merged propose(Scene scene, SharedModel.Kept before, List<Gathered> gathered, ValidatorState state) {
        SortedMap<Hotkey, Finding> excluded = screening.exclude(scene, Gathered.updates(gathered));
        List<Gathered.Arrived> chosen = chosen(scene, gathered, excluded.keySet(), state);
        Merged merged = merged(scene, chosen, excluded, state);
        Optional<Finding> jump = chosen.isEmpty()
                ? Optional.empty()
                : quarantine.jump(scene, state.model().theta());
        if (jump.isEmpty()) {
            return merged;
        }
        state.model().backTo(before);
        Gathered.updates(gathered).keySet().forEach(hotkey -> excluded.putIfAbsent(hotkey, jump.get()));
        return merged(scene, List.of(), excluded, state);
    }

    /** Whether there is something that this validator might merge. */
    boolean hasAny(Scene scene, List<Gathered> gathered, ValidatorState state) {
        return !chosen(scene, gathered, Set.of(), state).isEmpty();
    }

    private Merged merged(
            Scene scene, List<Gathered.Arrived> chosen, SortedMap<Hotkey, Finding> excluded, ValidatorState state) {
        List<Manifest.Entry> entries = chosen.stream()
                .map(update -> new Manifest.Entry(
                        update.hotkey(),
                        update.envelope().payload().hash(),
                        update.envelope().payload().length()))
                .toList();
        List<SparseUpdate> updates =
                chosen.stream().map(Gathered.Arrived::update).toList();
        Hash after = state.model().merge(updates, node.run());
        Manifest manifest = new Manifest(
                node.runId(), scene.window(), node.seat().account(), scene.root(), after, entries, excluded);
        ManifestFile file = new ManifestFile(manifest, manifest.sign(node.seat().hotkey()));
        return new Merged(file, chosen.stream().map(Merger::payload).toList());
    }

    /** What was gathered, by hash of its payload. */
    static Map<Hash, Payload> payloads(List<Gathered> gathered) {
        Map<Hash, Payload> payloads = new TreeMap<>();
        for (Gathered one : gathered) {
            if (one instanceof Gathered.Arrived update) {
                payloads.put(update.envelope().payload().hash(), payload(update));
            }
        }
        return payloads;
    }

    private static Payload payload(Gathered.Arrived update) {
        return new Payload(update.unsealed().payload(), update.update());
    }

    private List<Gathered.Arrived> chosen(
            Scene scene, List<Gathered> gathered, Set<Hotkey> excluded, ValidatorState state) {
        Map<Hotkey, Gathered.Arrived> arrived = new TreeMap<>();
        for (Gathered one : gathered) {
            if (one instanceof Gathered.Arrived update && !excluded.contains(one.hotkey())) {
                arrived.put(update.hotkey(), update);
            }
        }
        return MergeSelection.select(
                        state.standings(),
                        arrived.keySet(),
                        scene.window(),
                        scene.closing().hash(),
                        node.run().outer())
                .stream()
                .map(hotkey -> Objects.requireNonNull(arrived.get(hotkey)))
                .toList();
    }
}
