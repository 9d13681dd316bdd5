package io.grail.node.cli;

/** What {@code grail} returns to the shell; documented in {@code grail --help} and README. */
public final class ExitCode {
    /** All done. */
    public static final int OK = 0;
    /** A fault in Grail itself; the message says what to report. */
    public static final int INTERNAL = 1;
    /** The command line or run.toml is wrong. */
    public static final int USAGE = 2;
    /** The dataset is missing, too small or corrupt. */
    public static final int DATA = 3;
    /** The chain cannot be reached, or its port is taken. */
    public static final int CHAIN = 4;
    /** A bucket or disk cannot be read or written. */
    public static final int STORAGE = 5;
    /** The node's model is not the subnet's. */
    public static final int FORKED = 6;
    /** An audit, a check, a table of attacks or a run under faults found something that is not as it should be. */
    public static final int DIFFERS = 7;
    /** Ctrl-C or SIGTERM; a {@link Resumable} command has kept what was done. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
