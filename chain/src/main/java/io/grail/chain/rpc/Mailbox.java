package io.grail.chain.rpc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/** Keeps a subscriber's events until it reads them, within a bound; what it loses it says. */
final class Mailbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<FeedEvent<JsonNode>> events = new ArrayDeque<>();
    private final int capacity;
    private Optional<String> over = Optional.empty();

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    void add(JsonNode value) {
        lock.lock();
        try {
            if (events.size() >= capacity) {
                int lost = events.size();
                events.clear();
                events.add(new FeedEvent.Gap<>("the subscriber left " + lost + " events unread"));
            }
            events.add(new FeedEvent.Item<>(value));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void gap(String reason) {
        lock.lock();
        try {
            if (!(events.peekLast() instanceof FeedEvent.Gap)) {
                events.add(new FeedEvent.Gap<>(reason));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is there can still be read; then nothing follows. */
    void end(String reason) {
        lock.lock();
        try {
            over = over.isPresent() ? over : Optional.of(reason);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next event; empty if none comes in time. */
    Optional<FeedEvent<JsonNode>> poll(Duration time) throws InterruptedException {
        Deadline until = Deadline.in(time);
        lock.lock();
        try {
            while (true) {
                FeedEvent<JsonNode> next = events.poll();
                if (next != null) {
                    return Optional.of(next);
                }
                if (over.isPresent()) {
                    return Optional.of(new FeedEvent.Over<>(over.get()));
                }
                if (until.hasPassed()) {
                    return Optional.empty();
                }
                var _ = changed.awaitNanos(until.left());
            }
        } finally {
            lock.unlock();
        }
    }
}
