package io.grail.node.event;

import java.time.InstantSource;

/** One node's way to tell. */
public final class Events {
    private final String node;
    private final InstantSource clock;
    private final EventSink sink;

    /**
     * A node that tells {@code sink}.
     *
     * @param clock for the eyes of people only: no rule reads the time of an event
     */
    public Events(String node, InstantSource clock, EventSink sink) {
        this.node = node;
        this.clock = clock;
        this.sink = sink;
    }

    public void emit(NodeEvent event) {
        sink.accept(new Stamped(clock.instant(), node, event));
    }

    public void enter(Phase phase) {
        emit(new NodeEvent.PhaseEntered(phase));
    }
}
