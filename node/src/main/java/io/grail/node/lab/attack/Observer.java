package io.grail.node.lab.attack;

import io.grail.node.event.EventSink;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Stamped;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects from a run's events what the table tells; findings as an honest validator saw them. */
final class Observer implements EventSink {
    /** One model's loss is noisier than the mean of some: at least of so many, */
    private static final int FEWEST = 4;
    /** and of this part of all. */
    private static final int PART = 5;

    private final Map<Hotkey, String> names;
    private final Map<String, Conduct> conduct = new TreeMap<>();
    private final Map<String, Window> firstWeight = new TreeMap<>();
    private final Map<String, List<String>> findings = new TreeMap<>();
    private final TreeMap<Window, Double> losses = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    Observer(Map<Hotkey, String> names) {
        this.names = names;
    }

    @Override
    public synchronized void accept(Stamped stamped) {
        switch (stamped.event()) {
            case NodeEvent.WindowScored e -> {
                if (stamped.node().equals(Cast.JUDGE)) {
                    e.scores().forEach(line -> record(e.window(), line));
                }
            }
            case NodeEvent.WeightsSet e -> {
                if (stamped.node().equals(Cast.JUDGE)) {
                    e.weights().forEach(line -> firstWeight.putIfAbsent(name(line.hotkey()), e.window()));
                }
            }
            case NodeEvent.ValidationMeasured e -> losses.putIfAbsent(e.window(), e.nats());
            case NodeEvent.Suspended e -> failures.add(stamped.node() + ": " + e.reason());
            case NodeEvent.Failed e -> failures.add(stamped.node() + ": " + e.message());
            case NodeEvent other -> {} // not part of the table
        }
    }

    private void record(Window window, NodeEvent.ScoreLine line) {
        boolean judged = !line.outcome().startsWith("not evaluated");
        boolean penalised = judged
                && (!line.outcome().equals("evaluated") || !line.findings().isEmpty());
        boolean paid = line.skill() > 0 || line.work() > 0;
        String name = name(line.hotkey());
        conduct.put(name, conduct.getOrDefault(name, Conduct.NONE).and(penalised, paid));
        if (penalised) {
            findings.computeIfAbsent(name, n -> new ArrayList<>())
                    .add("w" + window + " " + line.outcome() + " " + line.findings());
        }
    }

    private String name(Hotkey hotkey) {
        return names.getOrDefault(hotkey, hotkey.abbreviated());
    }

    synchronized Conduct of(String name) {
        return conduct.getOrDefault(name, Conduct.NONE);
    }

    /** What was held against it, oldest first. */
    synchronized List<String> findings(String name) {
        return List.copyOf(findings.getOrDefault(name, List.of()));
    }

    synchronized Optional<Window> firstWeight(String name) {
        return Optional.ofNullable(firstWeight.get(name));
    }

    /** Mean validation loss of the last few models that were measured. */
    synchronized double lastLoss() {
        return losses.descendingMap().values().stream()
                .limit(Math.max(FEWEST, losses.size() / PART))
                .mapToDouble(loss -> loss)
                .average()
                .orElse(Double.NaN);
    }

    synchronized List<Double> losses() {
        return List.copyOf(losses.values());
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
