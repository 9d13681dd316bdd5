package io.grail.bench;

import io.grail.node.cli.UsageException;
import picocli.CommandLine.Option;

/** How much work is done how often, in every bench whose contenders take turns. */
public final class Turns {
    private static final int MOST_THREADS = 1_024;
    private static final int MOST_TURNS = 9_999;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "2", description = "default: ${DEFAULT-VALUE}")
    int threads;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "12",
            description = "of each contender, besides those for warming up (default: ${DEFAULT-VALUE})")
    int turns;

    /**
     * Threads of each contender.
     *
     * @throws UsageException if it is out of range
     */
    public int threads() {
        return checked("--threads", threads, MOST_THREADS);
    }

    /**
     * Turns that count.
     *
     * @throws UsageException if it is out of range
     */
    public int count() {
        return checked("--turns", turns, MOST_TURNS);
    }

    /** {@code value} of an option that takes 1 to {@code most}. */
    public static int checked(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new UsageException(option + " must be in [1, " + most + "], got " + value);
        }
        return value;
    }
}
