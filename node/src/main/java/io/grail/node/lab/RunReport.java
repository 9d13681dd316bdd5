package io.grail.node.lab;

import io.grail.node.event.EventSink;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Stamped;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Collects, while a run goes on, what its summary tells at the end. */
public final class RunReport implements EventSink {
    private final NavigableMap<Window, Map<String, Hash>> roots = new TreeMap<>();
    private final NavigableMap<Window, NodeEvent.ValidationMeasured> validation = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> suspensions = new TreeMap<>();
    private final Map<String, Long> uploadedBytes = new TreeMap<>();
    private final Map<String, Integer> updates = new TreeMap<>();
    private Optional<NodeEvent.WeightsSet> lastWeights = Optional.empty();
    private Optional<Duration> firstWeights = Optional.empty();
    private final Instant started;

    /**
     * An empty report.
     *
     * @param started when the person began to wait, in wall time
     */
    public RunReport(Instant started) {
        this.started = started;
    }

    @Override
    public synchronized void accept(Stamped stamped) {
        String node = stamped.node();
        switch (stamped.event()) {
            case NodeEvent.ModelAdvanced e ->
                roots.computeIfAbsent(e.window(), w -> new TreeMap<>()).put(node, e.root());
            case NodeEvent.ValidationMeasured e -> validation.putIfAbsent(e.window(), e);
            case NodeEvent.WeightsSet e -> {
                lastWeights = Optional.of(e);
                if (firstWeights.isEmpty()) {
                    firstWeights = Optional.of(Duration.between(started, Instant.now()));
                }
            }
            case NodeEvent.UpdatePublished e -> {
                uploadedBytes.merge(node, e.bytes(), Long::sum);
                updates.merge(node, 1, Integer::sum);
            }
            case NodeEvent.Suspended e -> suspensions.merge(node, 1, Integer::sum);
            case NodeEvent.Failed e -> failures.add(node + ": " + e.message());
            case NodeEvent other -> {} // not part of the summary
        }
    }

    /** Windows in which two nodes held different models; empty in a sound run. */
    public synchronized List<Window> disagreements() {
        List<Window> found = new ArrayList<>();
        roots.forEach((window, byNode) -> {
            Set<Hash> distinct = new HashSet<>(byNode.values());
            if (distinct.size() > 1) {
                found.add(window);
            }
        });
        return found;
    }

    /** Windows whose model root at least one node told. */
    public synchronized int windows() {
        return roots.size();
    }

    public synchronized List<NodeEvent.ValidationMeasured> validation() {
        return List.copyOf(validation.values());
    }

    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** How often nodes could not go on for a while, those that could always left out. */
    public synchronized Map<String, Integer> suspensions() {
        return Map.copyOf(suspensions);
    }

    public synchronized Optional<NodeEvent.WeightsSet> lastWeights() {
        return lastWeights;
    }

    /** Time from the start until weights were on the chain. */
    public synchronized Optional<Duration> firstWeights() {
        return firstWeights;
    }

    public synchronized Map<String, Long> uploadedBytes() {
        return Map.copyOf(uploadedBytes);
    }

    public synchronized int updatesOf(String node) {
        return updates.getOrDefault(node, 0);
    }
}
