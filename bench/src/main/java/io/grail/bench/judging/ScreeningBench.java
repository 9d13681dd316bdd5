package io.grail.bench.judging;

import io.grail.bench.BenchCommand;
import io.grail.bench.Turns;
import io.grail.bench.codec.BigModel;
import io.grail.bench.training.Lanes;
import io.grail.bench.training.Stage;
import io.grail.bench.training.StageOptions;
import io.grail.learning.device.NativeRuntime;
import io.grail.node.sync.WorkerPool;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run screening}: what it costs to screen a subnet by one gradient, and what the result is worth. */
@Command(
        name = "screening",
        mixinStandardHelpOptions = true,
        description = {
            "Cost: screens many random updates of a large model, and compares with the one gradient that it takes.",
            "Quality: trains a run's honest miners alone and compares the order into which screening puts their updates",
            "with that of exact losses. Deterministic but for the times; --updates 0 leaves the cost out, --at 0 the",
            "quality."
        })
public final class ScreeningBench implements Callable<Integer> {
    private static final int MOST_UPDATES = 256;
    private static final int MOST_SAMPLES = 1 << 16;

    @Option(names = "--parameters", paramLabel = "M", defaultValue = "25", description = "millions: 25 or 125")
    int parameters;

    @Option(names = "--updates", paramLabel = "N", defaultValue = "256", description = "default: ${DEFAULT-VALUE}")
    int updates;

    @Option(names = "--top-k", paramLabel = "K", defaultValue = "64", description = "default: ${DEFAULT-VALUE}")
    int topK;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "16",
            description = "of the gradient whose time is taken (default: ${DEFAULT-VALUE})")
    int samples;

    @Mixin
    Turns turns = new Turns();

    @Mixin
    StageOptions stages = new StageOptions();

    @Option(names = "--miners", paramLabel = "N", defaultValue = "12", description = "default: ${DEFAULT-VALUE}")
    int miners;

    @Option(
            names = "--at",
            paramLabel = "WINDOW",
            split = ",",
            defaultValue = "2,6,10",
            description = "where the quality is measured, from 1 (default: ${DEFAULT-VALUE})")
    List<Integer> at = List.of();

    @Option(
            names = "--independent",
            paramLabel = "N",
            defaultValue = "512",
            description = "samples on which the truth is measured (default: ${DEFAULT-VALUE})")
    int independent;

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new ScreeningBench(), args));
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean quality = !at.equals(List.of(0));
        if (quality) {
            at.forEach(window -> Turns.checked("--at", window, Integer.MAX_VALUE));
        }
        NativeRuntime.start(turns.threads());
        try (WorkerPool workers = new WorkerPool(turns.threads())) {
            if (updates != 0) {
                int count = Turns.checked("--updates", updates, MOST_UPDATES);
                int drawn = Turns.checked("--samples", samples, MOST_SAMPLES);
                new ScreeningCost(BigModel.of(parameters), count, topK, drawn, workers).measure(turns.count());
            }
            if (quality) {
                quality(workers);
            }
        }
        return 0;
    }

    private void quality(WorkerPool workers) throws InterruptedException {
        Stage stage = stages.open(miners);
        int truth = Turns.checked("--independent", independent, MOST_SAMPLES);
        try (Lanes lanes = new Lanes(Math.max(1, Runtime.getRuntime().availableProcessors() / turns.threads()))) {
            new ScreeningQuality(stage, lanes, workers, truth).measure(at);
        }
    }
}
