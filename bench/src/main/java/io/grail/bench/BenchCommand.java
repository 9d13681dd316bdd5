package io.grail.bench;

import io.grail.node.cli.Failures;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** How a bench command starts and ends: parsed, failures in one sentence, exit codes as {@code grail}'s. */
public final class BenchCommand {
    private BenchCommand() {}

    /** Runs {@code command} and returns its exit code. */
    public static int run(Callable<Integer> command, String... args) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .execute(args);
    }
}
