package io.grail.node.cli;

import io.grail.node.event.Dashboard;
import io.grail.node.event.EventSink;
import io.grail.node.event.JsonSink;
import io.grail.node.event.LineFormat;
import io.grail.node.event.LineSink;
import io.grail.node.home.Seat;
import io.grail.protocol.identity.Hotkey;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The sinks of one long-running command: the run's event file always, and what the person asked to see. */
final class Outputs implements AutoCloseable {
    private final JsonSink events;
    private final List<EventSink> sinks = new ArrayList<>();
    private Optional<Dashboard> dashboard = Optional.empty();

    /** Logs to {@code eventFile}, appending. */
    Outputs(Path eventFile) {
        try {
            Files.createDirectories(eventFile.getParent());
            PrintStream file = new PrintStream(
                    new BufferedOutputStream(
                            Files.newOutputStream(eventFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND)),
                    false,
                    StandardCharsets.UTF_8);
            events = new JsonSink(file);
            sinks.add(events);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + eventFile, e);
        }
    }

    /** Adds what is shown on the terminal or in the pipe; {@code earnedRao} is asked by the dashboard alone. */
    Outputs show(OutputOptions output, List<Seat> seats, ToLongFunction<Hotkey> earnedRao) {
        LineFormat format = new LineFormat(names(seats));
        if (output.json) {
            sinks.add(new JsonSink(System.out));
        } else if (output.plain || !isTerminal()) {
            sinks.add(new LineSink(System.out, format));
        } else {
            Dashboard drawn = new Dashboard(System.out, format, earnedRao);
            dashboard = Optional.of(drawn);
            sinks.add(drawn);
        }
        return this;
    }

    Outputs also(EventSink sink) {
        sinks.add(sink);
        return this;
    }

    EventSink sink() {
        return EventSink.tee(sinks);
    }

    static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static Map<Hotkey, String> names(List<Seat> seats) {
        Map<Hotkey, String> names = new HashMap<>();
        for (Seat seat : seats) {
            names.put(seat.account(), seat.name());
        }
        return names;
    }

    /** Ends the dashboard, so that what follows stands below it; the event file stays open. */
    void endDashboard() {
        dashboard.ifPresent(Dashboard::close);
    }

    @Override
    public void close() {
        endDashboard();
        events.close();
    }
}
