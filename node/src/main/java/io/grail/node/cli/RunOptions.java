package io.grail.node.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that may start a new run. */
final class RunOptions {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "run",
            description = "the run's folder; made if it is not there, continued if it is (default: ${DEFAULT-VALUE})")
    Path dir = Path.of("run");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a run.toml for a new run; what it does not set is the preset's (see: grail config)")
    @Nullable
    Path config;

    @Option(
            names = "--windows",
            paramLabel = "N",
            description = "windows to train; the learning-rate schedule of a new run ends with them")
    @Nullable
    Integer windows;

    @Option(names = "--seed", paramLabel = "N", description = "seed of a new run's genesis parameters")
    @Nullable
    Long seed;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "text to train on: a file, a folder, a zip or JSONL"
                    + " (default: the Java sources that every JDK carries in lib/src.zip)")
    @Nullable
    Path data;

    @Option(
            names = "--block-ms",
            paramLabel = "MS",
            description = "time between blocks (default: measured on this machine, so that every node can keep up)")
    @Nullable
    private Integer blockMillis;

    /** The given time between blocks, checked; empty if it is to be measured. */
    Optional<Integer> blockMillis() {
        if (blockMillis != null && (blockMillis < 50 || blockMillis > 600_000)) {
            throw new UsageException("--block-ms must be in [50, 600000], got " + blockMillis);
        }
        return Optional.ofNullable(blockMillis);
    }

    Optional<Path> dataPath() {
        return Optional.ofNullable(data);
    }
}
