package io.grail.node.event;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints events as plain lines: time, node, what happened. */
public final class LineSink implements EventSink {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final LineFormat format;

    public LineSink(PrintStream out, LineFormat format) {
        this.out = out;
        this.format = format;
    }

    @Override
    public void accept(Stamped stamped) {
        format.format(stamped.event()).ifPresent(line -> {
            String time = TIME.format(stamped.at().atZone(ZoneId.systemDefault()));
            out.printf("%s %-12s %s%n", time, stamped.node(), line);
        });
    }
}
