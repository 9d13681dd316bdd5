package io.grail.node.lab.chaos;

import io.grail.node.event.EventSink;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Stamped;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/** What happened in a run: what nodes told, which faults befell them, what they put and what the chain took. */
final class Chronicle implements EventSink {
    private final List<Told> told = new ArrayList<>();
    private final List<Fired> fired = new ArrayList<>();
    private final List<Down> downs = new ArrayList<>();
    private final List<Put> puts = new ArrayList<>();
    private final List<Paid> paid = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Hash> firstPut = new HashMap<>();
    private LongSupplier head = () -> 0;

    /** An event, and the newest block then. */
    record Told(String node, long block, NodeEvent event) {}

    /** A fault that took effect from one block to another. */
    record Fired(String node, Fault fault, long from, long to) {}

    /** A node was not there from one block to another. */
    record Down(String node, long from, long to, String why) {}

    record Put(String node, long block, String key) {}

    /** The chain took these weights. */
    record Paid(String node, long block, SortedMap<Uid, Integer> weights) {}

    /** From now on blocks are told by {@code head}. */
    synchronized void follow(LongSupplier newest) {
        head = newest;
    }

    @Override
    public void accept(Stamped stamped) {
        switch (stamped.event()) {
            case NodeEvent.StepTaken _, NodeEvent.BlockFinalized _, NodeEvent.PhaseEntered _ -> {}
            case NodeEvent event -> tell(stamped.node(), event);
        }
    }

    private synchronized void tell(String node, NodeEvent event) {
        told.add(new Told(node, head.getAsLong(), event));
        if (event instanceof NodeEvent.Trained trained && hasPut(node, trained.window(), "/envelope-")) {
            violations.add(new Violation(
                    Invariant.STATE_RESUMED, trained.window(), node, "trains again what it has uploaded already"));
        }
    }

    synchronized void fired(String node, Fault fault, long from, long to) {
        fired.add(new Fired(node, fault, from, to));
    }

    synchronized void down(String node, long from, long to, String why) {
        downs.add(new Down(node, from, to, why));
    }

    synchronized void put(String node, long block, String key, Hash hash) {
        puts.add(new Put(node, block, key));
        Hash first = firstPut.putIfAbsent(node + " " + key, hash);
        if (first != null && !first.equals(hash) && !key.endsWith("/checkpoints/latest")) {
            violations.add(
                    new Violation(Invariant.NOTHING_SAID_TWICE, windowOf(key), node, "puts other bytes under " + key));
        }
    }

    synchronized void paid(String node, long block, SortedMap<Uid, Integer> weights) {
        paid.add(new Paid(node, block, weights));
    }

    synchronized void violated(Violation violation) {
        violations.add(violation);
    }

    private boolean hasPut(String node, Window window, String kind) {
        return puts.stream()
                .anyMatch(put -> put.node().equals(node)
                        && put.key().contains("/w" + window + "/")
                        && put.key().contains(kind));
    }

    private static Window windowOf(String key) {
        String[] parts = key.split("/", 3);
        return parts.length > 2 && parts[1].matches("w[0-9]{1,9}")
                ? new Window(Long.parseLong(parts[1].substring(1)))
                : new Window(0);
    }

    /** The block in which a node first put something under a key. */
    synchronized Optional<Long> putAt(String node, String key) {
        return puts.stream()
                .filter(put -> put.node().equals(node) && put.key().equals(key))
                .map(Put::block)
                .findFirst();
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    synchronized List<Fired> fired() {
        return List.copyOf(fired);
    }

    synchronized List<Down> downs() {
        return List.copyOf(downs);
    }

    synchronized List<Paid> paid() {
        return List.copyOf(paid);
    }

    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Whether a node was down, or a fault took effect upon it, in blocks [from, to]. */
    synchronized boolean impaired(String node, long from, long to) {
        return downs.stream().anyMatch(d -> d.node().equals(node) && d.from() <= to && d.to() >= from)
                || fired.stream().anyMatch(f -> f.node().equals(node) && f.from() <= to && f.to() >= from);
    }

    /** Whether {@code reader} was lied to by the store of {@code owner} in blocks [from, to]. */
    synchronized boolean liedTo(String reader, String owner, long from, long to) {
        return fired.stream()
                .anyMatch(f -> f.node().equals(reader)
                        && f.fault() instanceof Fault.LyingReads lying
                        && lying.owner().equals(owner)
                        && f.from() <= to
                        && f.to() >= from);
    }

    /** The last of a kind that a node told, for people. */
    synchronized Optional<String> lastWords(String node) {
        return told.stream()
                .filter(one -> one.node().equals(node))
                .map(one -> one.event().toString())
                .reduce((_, last) -> last);
    }
}
