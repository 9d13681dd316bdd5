package io.grail.bench.judging;

import io.grail.bench.BenchCommand;
import io.grail.bench.Turns;
import io.grail.bench.training.Lanes;
import io.grail.bench.training.Stage;
import io.grail.bench.training.StageOptions;
import io.grail.learning.device.NativeRuntime;
import io.grail.node.sync.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run own-data}: which statistic tells best who trained on the samples that were assigned. */
@Command(
        name = "own-data",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a run alone in which half of the miners train on other samples than theirs, on unassigned ones or",
            "on another miner's, and computes statistics that should tell them from the honest. Prints the area under",
            "each one's ROC curve and the share of honest updates that a threshold passes which 5 % of the others pass.",
            "Deterministic."
        })
public final class OwnDataBench implements Callable<Integer> {
    @Mixin
    StageOptions stages = new StageOptions();

    @Option(names = "--miners", paramLabel = "N", defaultValue = "12", description = "default: ${DEFAULT-VALUE}")
    int miners;

    @Option(
            names = "--until",
            paramLabel = "N",
            defaultValue = "16",
            description = "windows that are trained (default: ${DEFAULT-VALUE})")
    int until;

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "2",
            description = "windows from one that is measured to the next (default: ${DEFAULT-VALUE})")
    int every;

    @Option(
            names = "--samples",
            paramLabel = "N",
            split = ",",
            defaultValue = "8,16,32",
            description = "of a batch, own or common; several in turn (default: ${DEFAULT-VALUE})")
    List<Integer> sizes = List.of();

    @Option(names = "--plots", paramLabel = "DIR", description = "where own-data-roc.svg is written")
    @Nullable
    Path plots;

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new OwnDataBench(), args));
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        Turns.checked("--until", until, Integer.MAX_VALUE);
        Turns.checked("--every", every, until);
        Stage stage = stages.open(miners);
        int assigned = stage.base().inner().samplesPerWindow();
        sizes.forEach(size -> Turns.checked("--samples", size, assigned));
        NativeRuntime.start(1);
        int cores = Runtime.getRuntime().availableProcessors();
        List<Exhibit> exhibits;
        try (Lanes lanes = new Lanes(cores);
                WorkerPool workers = new WorkerPool(cores)) {
            exhibits = new OwnDataStudy(stage, lanes, workers, sizes).exhibits(until, every);
        }
        OwnDataReport report = new OwnDataReport(exhibits, sizes);
        report.print(System.out);
        if (plots != null) {
            Files.createDirectories(plots);
            Files.writeString(plots.resolve("own-data-roc.svg"), report.plot().svg());
        }
        return 0;
    }
}
