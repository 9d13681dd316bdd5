package io.grail.node.lab.chaos;

import io.grail.node.event.NodeEvent;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every node has reached the last window, and none has failed on the way. */
final class ProgressCheck {
    private final Aftermath after;

    ProgressCheck(Aftermath after) {
        this.after = after;
    }

    List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        after.cast()
                .names()
                .forEach(node -> stuck(node)
                        .ifPresent(
                                text -> found.add(new Violation(Invariant.NOBODY_STUCK, reached(node), node, text))));
        return found;
    }

    private Optional<String> stuck(String node) {
        Optional<String> failure = told(node)
                .filter(NodeEvent.Failed.class::isInstance)
                .map(event -> ((NodeEvent.Failed) event).message())
                .findFirst();
        if (failure.isPresent()) {
            return failure;
        }
        return reached(node).equals(after.last().next())
                ? Optional.empty()
                : Optional.of("it never came to the end; its last words: "
                        + after.chronicle().lastWords(node).orElse("none"));
    }

    private Window reached(String node) {
        return told(node)
                .filter(NodeEvent.ModelAdvanced.class::isInstance)
                .map(event -> ((NodeEvent.ModelAdvanced) event).window())
                .max(Window::compareTo)
                .orElse(new Window(0));
    }

    private Stream<NodeEvent> told(String node) {
        return after.chronicle().told().stream()
                .filter(told -> told.node().equals(node))
                .map(Chronicle.Told::event);
    }
}
