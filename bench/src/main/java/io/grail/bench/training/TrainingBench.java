package io.grail.bench.training;

import io.grail.bench.BenchCommand;
import io.grail.bench.Turns;
import io.grail.learning.device.NativeRuntime;
import io.grail.node.sync.WorkerPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run training}: compares settings by the loss that miners reach with them. */
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a run's miners alone, in one process, without chain, buckets or judging: every window all train",
            "from the shared model, and all their updates are compressed, decoded and merged. Deterministic.",
            "Variants run one after another on the same samples; the first row of the table is the yardstick."
        })
public final class TrainingBench implements Callable<Integer> {
    @Mixin
    StageOptions stages = new StageOptions();

    @Option(names = "--miners", paramLabel = "N", defaultValue = "4", description = "default: ${DEFAULT-VALUE}")
    int miners;

    @Option(
            names = "--variant",
            paramLabel = "TEXT",
            description = "\"name: section.key = value, …\": the run with these keys; again for each further variant")
    List<String> variants = List.of();

    @Option(
            names = "--adamw",
            paramLabel = "RATE",
            description = "plain AdamW in one process at this rate, on the same samples; may be given again")
    List<Double> adamw = List.of();

    @Option(names = "--every", paramLabel = "N", defaultValue = "5", description = "windows between two points")
    int every;

    @Option(
            names = "--capture",
            paramLabel = "DIR",
            description = "writes what the miners select from into DIR/VARIANT/MINER, as grail up --capture does")
    @Nullable
    Path captures;

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new TrainingBench(), args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Turns.checked("--every", every, Integer.MAX_VALUE);
        List<Variant> all = variants.stream().map(Variant::parse).toList();
        Stage stage = stages.open(miners);
        NativeRuntime.start(1);
        int cores = Runtime.getRuntime().availableProcessors();
        List<Result> results = new ArrayList<>();
        try (Lanes lanes = new Lanes(cores);
                WorkerPool workers = new WorkerPool(cores)) {
            Comparison comparison = new Comparison(stage, lanes, workers, Optional.ofNullable(captures));
            results.addAll(comparison.adamw(adamw));
            boolean plain = all.isEmpty() && adamw.isEmpty();
            for (Variant variant : plain ? List.of(Variant.UNCHANGED) : all) {
                results.add(comparison.train(variant, every));
            }
        }
        System.out.println();
        System.out.println(Result.HEADING);
        double yardstick = results.getFirst().losses().reporting();
        results.forEach(result -> System.out.println(result.row(yardstick)));
        return 0;
    }
}
