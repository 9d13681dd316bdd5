package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.learning.device.Device;
import io.grail.learning.model.LanguageModel;
import io.grail.node.baseline.AdamWBaseline;
import io.grail.node.baseline.GridSearch;
import io.grail.node.baseline.LearningRateGrid;
import io.grail.node.baseline.RecordedRun;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.FolderLock;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.PeerBuckets;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.LlamaLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail baseline}: the yardstick of a run. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        description = {
            "Trains the model of a finished run again, on the same samples in the same order, by AdamW in one process:",
            "one optimiser step for each inner step of a miner, on all miners' batches together.",
            "Tries learning rates a factor of two apart until the best is not at an end; chooses on one half of the",
            "held-out slice and compares on the other."
        })
final class BaselineCommand implements Callable<Integer> {
    @Option(names = "--like", paramLabel = "RUN", required = true, description = "the folder of a finished run")
    Path like = Path.of("run");

    @Mixin
    RecordedChain chain = new RecordedChain();

    @Option(
            names = "--learning-rates",
            paramLabel = "LR",
            split = ",",
            description = "where the grid begins (default: an eighth, a quarter and half of the run's inner rate)")
    @Nullable
    List<Double> learningRates;

    @Option(names = "--json", description = "one JSON object on stdout")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        RunFolder folder = new RunFolder(like);
        RunPreparation preparation = new RunPreparation(folder);
        if (!preparation.exists()) {
            throw new UsageException("there is no run in " + folder.root());
        }
        Progress progress = Progress.onStderr();
        NativeStart.oneThreadANode();
        try (var _ = FolderLock.take(folder.lock(), "runs in " + folder.root());
                WorkerPool workers = new WorkerPool(Runtime.getRuntime().availableProcessors())) {
            RunPreparation.Ready ready = preparation.open(workers);
            RecordedRun.Schedule schedule = recorded(folder, ready);
            // First, since it is quick to fail where no checkpoint can be had.
            AdamWBaseline.Losses subnet = subnet(folder, ready);
            progress.say(String.format(
                    Locale.ROOT, "%d steps on %,d samples", schedule.batches().size(), schedule.samples()));
            AdamWBaseline baseline = new AdamWBaseline(ready.run(), ready.data(), ready.genesis(), schedule.batches());
            double rate = ready.run().inner().learningRate();
            List<Double> begin = learningRates == null ? List.of(rate / 8, rate / 4, rate / 2) : learningRates;
            LearningRateGrid grid = new GridSearch(
                            baseline, Runtime.getRuntime().availableProcessors())
                    .search(begin, new Told(progress));
            print(subnet, ready, schedule, grid);
        }
        return ExitCode.OK;
    }

    private record Told(Progress progress) implements GridSearch.Listener {
        @Override
        public void step(long done, long total) {
            progress.step("training", done, total);
        }

        @Override
        public void done(double learningRate, AdamWBaseline.Losses losses) {
            progress.say(String.format(
                    Locale.ROOT,
                    "learning rate %.2e: %.4f choosing, %.4f reporting",
                    learningRate,
                    losses.choosing(),
                    losses.reporting()));
        }
    }

    private RecordedRun.Schedule recorded(RunFolder folder, RunPreparation.Ready ready) {
        BucketHomes homes = BucketOptions.recorded(folder);
        try (Chain recorded = chain.open(folder, ready.run());
                PeerBuckets buckets = new PeerBuckets(recorded, homes::theirs)) {
            return new RecordedRun(ready.run(), recorded, ready.data(), buckets::of).read();
        }
    }

    private void print(
            AdamWBaseline.Losses subnet,
            RunPreparation.Ready ready,
            RecordedRun.Schedule schedule,
            LearningRateGrid grid) {
        Comparison comparison = new Comparison(
                subnet.reporting(),
                grid.bestLosses().reporting(),
                grid.best(),
                schedule.samples() * ready.run().data().sequenceLength(),
                schedule.uploadedBytes(),
                schedule.updates(),
                4 * LlamaLayout.of(ready.run().model()).size());
        comparison.print(System.out, json);
    }

    /** Losses of the run's newest checkpoint. */
    private static AdamWBaseline.Losses subnet(RunFolder folder, RunPreparation.Ready ready) {
        RunConfig run = ready.run();
        TrainedModel trained = TrainedModel.open(folder.root());
        try (LanguageModel model = LanguageModel.create(run.model(), Device.named("cpu"))) {
            model.load(trained.contents().parameters());
            return AdamWBaseline.losses(model, ready.data());
        }
    }
}
