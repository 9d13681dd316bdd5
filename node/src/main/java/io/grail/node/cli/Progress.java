package io.grail.node.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Progress of one long step on stderr: redrawn in place on a terminal, a line at each tenth in a pipe. */
public final class Progress {
    private final PrintStream out;
    private final boolean terminal;
    private int lastTenth = -1;

    private Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public static Progress onStderr() {
        return new Progress(System.err, Outputs.isTerminal());
    }

    /** One line of what comes next. */
    public void say(String what) {
        out.println("grail: " + what);
    }

    /** {@code done} of {@code total}; called often, prints seldom. */
    synchronized void step(String what, long done, long total) {
        int tenth = total == 0 ? 10 : (int) (10 * done / total);
        if (terminal) {
            out.printf(Locale.ROOT, "\rgrail: %s %3d%%\u001b[K", what, total == 0 ? 100 : 100 * done / total);
            if (done >= total) {
                out.println();
            }
        } else if (tenth > lastTenth) {
            out.printf(Locale.ROOT, "grail: %s %d%%%n", what, 10 * tenth);
        }
        lastTenth = done >= total ? -1 : tenth;
        out.flush();
    }
}
