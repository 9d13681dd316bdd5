package io.grail.bench.training;

import io.grail.bench.Turns;
import io.grail.learning.data.Dataset;
import io.grail.node.cli.DataPreparation;
import io.grail.node.cli.Progress;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.lab.RunPreparation;
import io.grail.protocol.run.RunConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What run is trained, and on which data; the same in every bench that trains one. */
public final class StageOptions {
    private static final int MOST_MINERS = 128;

    @Option(names = "--config", paramLabel = "FILE", description = "a run.toml (default: the laptop's run)")
    @Nullable
    Path config;

    @Option(names = "--windows", paramLabel = "N", description = "planned length (default: the run's)")
    @Nullable
    Integer windows;

    @Option(names = "--seed", paramLabel = "N", description = "of the genesis parameters and the data's order")
    @Nullable
    Long seed;

    @Option(names = "--data", paramLabel = "PATH", description = "text (default: the sources that a JDK carries)")
    @Nullable
    Path data;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "bench/target/training",
            description =
                    "keeps the prepared data; --data and --seed count when it is made (default: ${DEFAULT-VALUE})")
    Path dir = Path.of("bench/target/training");

    /** The stage for so many miners; prepares the data if need be. */
    public Stage open(int miners) {
        Turns.checked("--miners", miners, MOST_MINERS);
        RunConfig base = RunPreparation.rules(
                Optional.ofNullable(config), Optional.ofNullable(windows), Optional.ofNullable(seed));
        Dataset prepared = new DataPreparation(Progress.onStderr())
                .open(new RunFolder(dir), base, Optional.ofNullable(data), miners);
        return new Stage(
                base,
                prepared,
                IntStream.range(0, miners)
                        .mapToObj(i -> Seat.development("miner-" + i).account())
                        .toList());
    }
}
