package io.grail.node.sync;

import io.grail.node.event.NodeEvent;
import io.grail.protocol.anchor.Quorum;
import io.grail.protocol.artifact.Equivocation;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers the manifests that it saw of the last windows, one for each validator, and keeps the proof where a validator
 * signed a second one of the same window (docs/protocol.md, section Equivocation).
 */
public final class Witness {
    private final NodeContext node;
    private final Shelves shelves;
    private final Map<Window, Map<Hotkey, byte[]>> seen = new TreeMap<>();

    public Witness(NodeContext node) {
        this.node = node;
        this.shelves = Shelves.of(node);
    }

    /** Looks at a file that may be a manifest of this run, wherever it was found. */
    public void saw(byte[] file) {
        Manifest manifest;
        try {
            manifest = Manifest.parse(file);
        } catch (MalformedException e) {
            return; // signed by nobody, so it says nothing of anybody
        }
        if (!manifest.runId().equals(node.runId())) {
            return;
        }
        byte[] first = seen.computeIfAbsent(manifest.window(), w -> new TreeMap<>())
                .computeIfAbsent(manifest.validator(), v -> file);
        if (!Arrays.equals(first, file)) {
            keep(Equivocation.of(first, file));
        }
    }

    /** Compares what validators have anchored with what lies in their buckets; forgets windows before the last. */
    public void inspect(Quorum quorum) {
        Window window = quorum.window();
        SequencedSet<Hotkey> voters = new LinkedHashSet<>();
        voters.add(node.seat().account());
        voters.addAll(quorum.stakes().keySet());
        for (Hash anchored : new LinkedHashSet<>(quorum.anchors().values())) {
            shelves.manifest(window, anchored, voters).ifPresent(this::saw);
        }
        voters.forEach(voter -> look(window, voter));
        // Who changes its file later is found out one window later.
        Optional.ofNullable(seen.get(new Window(Math.max(0, window.number() - 1))))
                .ifPresent(before -> new LinkedHashSet<>(before.keySet())
                        .forEach(voter -> look(new Window(window.number() - 1), voter)));
        seen.keySet().retainAll(Set.of(window));
    }

    private void look(Window window, Hotkey validator) {
        shelves.proposal(window, validator, node.polling()::maySee).ifPresent(this::saw);
    }

    private void keep(Equivocation proof) {
        Manifest manifest = proof.manifest();
        String key = node.keys().equivocation(manifest.window(), manifest.validator());
        if (node.own().head(key).isEmpty()) {
            node.own().put(key, proof.bytes());
            node.events().emit(new NodeEvent.Equivocated(manifest.window(), manifest.validator(), key));
        }
    }
}
