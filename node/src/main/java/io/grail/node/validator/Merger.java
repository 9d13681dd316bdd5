package io.grail.node.validator;

import io.grail.node.event.NodeEvent;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.MergeSelection;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The lead validator's part: choose which updates are merged, merge them, and sign what came out. */
final class Merger {
    private final NodeContext node;

    Merger(NodeContext node) {
        this.node = node;
    }

    void mergeAndPublish(Window window, Block closing, List<Gathered> gathered, ValidatorState state) {
        Map<Hotkey, Gathered.Arrived> arrived = new TreeMap<>();
        for (Gathered one : gathered) {
            if (one instanceof Gathered.Arrived update) {
                arrived.put(update.hotkey(), update);
            }
        }
        List<Gathered.Arrived> chosen =
                MergeSelection.select(
                                state.standings(),
                                arrived.keySet(),
                                window,
                                closing.hash(),
                                node.run().outer())
                        .stream()
                        .map(hotkey -> Objects.requireNonNull(arrived.get(hotkey)))
                        .toList();
        List<Manifest.Entry> entries = chosen.stream()
                .map(update -> new Manifest.Entry(
                        update.hotkey(),
                        update.envelope().payload().hash(),
                        update.envelope().payload().length()))
                .toList();
        // Before the manifest: whoever reads it must find what it lists.
        chosen.forEach(update -> node.own()
                .put(
                        node.keys().blob(update.envelope().payload().hash()),
                        update.unsealed().payload()));
        SharedModel model = state.model();
        Hash before = model.root();
        Hash after = model.merge(chosen.stream().map(Gathered.Arrived::update).toList(), node.run());
        Manifest manifest = new Manifest(node.runId(), window, node.seat().account(), before, after, entries);
        node.own()
                .put(
                        node.keys().manifest(window, node.seat().account()),
                        manifest.sign(node.seat().hotkey()));
        node.events().emit(new NodeEvent.ManifestPublished(window, entries.size(), after));
        node.events().emit(new NodeEvent.ModelAdvanced(model.window(), after, entries.size()));
    }
}
