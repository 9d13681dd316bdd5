package io.grail.chain.rpc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Brings one socket's notifications to their subscribers. */
final class Router {
    /** A notification may overtake the answer that names its subscription: so many wait for theirs, the oldest go. */
    private static final int MAX_EARLY = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Sink> sinks = new HashMap<>();
    private final Deque<Frame> early = new ArrayDeque<>();
    private Optional<String> lost = Optional.empty();

    /** From now on, and for what has come too early, {@code sink} gets the news of {@code subscription}. */
    void register(String subscription, Sink sink) {
        lock.lock();
        try {
            if (lost.isPresent()) {
                sink.lost(lost.get());
                return;
            }
            sinks.put(subscription, sink);
            List<Frame> waiting = new ArrayList<>();
            for (Iterator<Frame> frames = early.iterator(); frames.hasNext(); ) {
                Frame frame = frames.next();
                if (subscription(frame).equals(subscription)) {
                    waiting.add(frame);
                    frames.remove();
                }
            }
            waiting.forEach(frame -> give(sink, frame));
        } finally {
            lock.unlock();
        }
    }

    void forget(String subscription) {
        lock.lock();
        try {
            sinks.remove(subscription);
        } finally {
            lock.unlock();
        }
    }

    void deliver(Frame frame) {
        lock.lock();
        try {
            Sink sink = sinks.get(subscription(frame));
            if (sink != null) {
                give(sink, frame);
                return;
            }
            if (early.size() == MAX_EARLY) {
                early.removeFirst();
            }
            early.addLast(frame);
        } finally {
            lock.unlock();
        }
    }

    /** The socket has ended: everybody learns so, once. */
    void close(String reason) {
        lock.lock();
        try {
            lost = Optional.of(reason);
            sinks.values().forEach(sink -> sink.lost(reason));
            sinks.clear();
            early.clear();
        } finally {
            lock.unlock();
        }
    }

    private static String subscription(Frame frame) {
        return switch (frame) {
            case Frame.News news -> news.subscription();
            case Frame.Ended ended -> ended.subscription();
            case Frame.Result _, Frame.Failure _, Frame.Garbage _ -> "";
        };
    }

    private void give(Sink sink, Frame frame) {
        switch (frame) {
            case Frame.News news -> sink.news(news.value());
            case Frame.Ended ended -> {
                sinks.remove(ended.subscription());
                sink.ended(ended.reason());
            }
            case Frame.Result _, Frame.Failure _, Frame.Garbage _ -> {}
        }
    }
}
