package io.grail.node.event;

import io.grail.node.event.NodeEvent.ScoreLine;
import io.grail.node.event.NodeEvent.WeightLine;
import io.grail.protocol.identity.Hotkey;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Draws the subnet in place on a terminal: block and window, every node's phase, ratings, weights and balances, and
 * the last few lines of the log. Redraws a few times a second on its own thread; for pipes there is {@link LineSink}.
 */
public final class Dashboard implements EventSink, AutoCloseable {
    private static final int LOG_LINES = 8;
    private static final long REDRAW_MILLIS = 250;
    private static final String CLEAR_TO_END = "\u001b[K";
    /** The terminal cuts long lines itself: only it knows its width, and it may change. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final LineFormat format;
    private final ToLongFunction<Hotkey> earnedRao;
    private final Map<String, NodeView> nodes = new TreeMap<>();
    private final Map<Hotkey, ScoreLine> scores = new TreeMap<>();
    private final Map<Hotkey, Integer> weights = new HashMap<>();
    private final Deque<String> log = new ArrayDeque<>();
    private final Thread drawer;
    private String header = "starting";
    private String validation = "";
    private int drawn;
    private volatile boolean open = true;

    /**
     * A dashboard that draws to a terminal until it is closed.
     *
     * @param earnedRao what a hotkey has earned so far, asked at every redraw
     */
    public Dashboard(PrintStream out, LineFormat format, ToLongFunction<Hotkey> earnedRao) {
        this.out = out;
        this.format = format;
        this.earnedRao = earnedRao;
        this.drawer = Thread.ofVirtual().name("dashboard").start(this::redrawUntilClosed);
    }

    @Override
    public synchronized void accept(Stamped stamped) {
        switch (stamped.event()) {
            case NodeEvent.BlockFinalized e -> header = "block " + e.block() + "  window " + e.window();
            case NodeEvent.ValidationMeasured e ->
                validation =
                        String.format(Locale.ROOT, "  validation %.4f nats  %.4f bits/byte", e.nats(), e.bitsPerByte());
            case NodeEvent.WindowScored e -> e.scores().forEach(s -> scores.put(s.hotkey(), s));
            case NodeEvent.WeightsSet e -> {
                weights.clear();
                for (WeightLine line : e.weights()) {
                    weights.put(line.hotkey(), line.weight());
                }
            }
            case NodeEvent other -> {} // shown in the node's own line
        }
        if (!(stamped.event() instanceof NodeEvent.BlockFinalized)) {
            nodes.merge(
                    stamped.node(),
                    NodeView.FRESH.after(stamped.event(), format),
                    (view, fresh) -> view.after(stamped.event(), format));
        }
        format.format(stamped.event()).ifPresent(line -> {
            log.addLast(stamped.node() + " " + line);
            if (log.size() > LOG_LINES) {
                log.removeFirst();
            }
        });
    }

    /** Draws a last time and leaves the cursor below; a second time does nothing. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        drawer.interrupt();
        draw();
    }

    private void redrawUntilClosed() {
        while (open) {
            draw();
            try {
                Thread.sleep(REDRAW_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void draw() {
        List<String> lines = lines();
        StringBuilder screen = new StringBuilder(NO_WRAP);
        if (drawn > 0) {
            screen.append("\u001b[").append(drawn).append('A');
        }
        for (String line : lines) {
            screen.append(line).append(CLEAR_TO_END).append('\n');
        }
        for (int i = lines.size(); i < drawn; i++) {
            screen.append(CLEAR_TO_END).append('\n');
        }
        drawn = Math.max(drawn, lines.size());
        out.print(screen.append(WRAP));
        out.flush();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(header + validation);
        nodes.forEach((name, view) -> lines.add(String.format(
                Locale.ROOT,
                "  %-12s %-11s w%-5s %-8s %7s  %s",
                name,
                view.phase().label(),
                view.window(),
                view.root(),
                view.progress(),
                view.detail())));
        scores.forEach((hotkey, score) -> lines.add(String.format(
                Locale.ROOT,
                "  %-12s rating %6.2f  b %+.2f  skill %6.2f  work %.2f  weight %5d  earned %.3f",
                format.name(hotkey),
                score.ordinal(),
                score.binaryAverage(),
                score.skill(),
                score.work(),
                weights.getOrDefault(hotkey, 0),
                earnedRao.applyAsLong(hotkey) / 1e9)));
        lines.add("");
        lines.addAll(log);
        return lines;
    }
}
