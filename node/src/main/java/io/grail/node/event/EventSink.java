package io.grail.node.event;

import java.util.List;

/** Where events go. Called from several threads at once; must not block for long and must not throw. */
@FunctionalInterface
public interface EventSink {
    void accept(Stamped event);

    /** One sink that passes everything on to {@code sinks}, in order. */
    static EventSink tee(List<EventSink> sinks) {
        List<EventSink> all = List.copyOf(sinks);
        return event -> all.forEach(sink -> sink.accept(event));
    }
}
