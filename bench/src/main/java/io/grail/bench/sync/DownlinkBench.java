package io.grail.bench.sync;

import io.grail.bench.BenchCommand;
import io.grail.bench.Turns;
import io.grail.bench.training.Lanes;
import io.grail.bench.training.LoneTraining;
import io.grail.bench.training.Stage;
import io.grail.bench.training.StageOptions;
import io.grail.learning.device.NativeRuntime;
import io.grail.node.miner.Capture;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.OuterStep;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run downlink}: whether a merged update is fewer bytes than the updates that were merged. */
@Command(
        name = "downlink",
        mixinStandardHelpOptions = true,
        description = {
            "Trains many miners for some windows and, in the last one, merges the updates of some of them: prints the bytes",
            "of their payloads, and what it takes to write down the merge itself, exactly, in several ways."
        })
public final class DownlinkBench implements Callable<Integer> {
    @Option(
            names = "--miners",
            paramLabel = "N,…",
            split = ",",
            defaultValue = "4,20,100",
            description = "merged, of the most of them that train (default: ${DEFAULT-VALUE})")
    List<Integer> miners = List.of();

    @Option(names = "--at", paramLabel = "W", defaultValue = "3", description = "window that is looked at, from 1")
    int at;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "2", description = "default: ${DEFAULT-VALUE}")
    int threads;

    @Mixin
    StageOptions options = new StageOptions();

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new DownlinkBench(), args));
    }

    @Override
    public Integer call() throws InterruptedException {
        NativeRuntime.start(1);
        int most = Collections.max(miners);
        Stage stage = options.open(most);
        RunConfig run = stage.base();
        try (WorkerPool workers = new WorkerPool(Turns.checked("--threads", threads, 1_024));
                Lanes lanes = new Lanes(threads);
                LoneTraining training =
                        new LoneTraining(run, stage, lanes, workers, Collections.nCopies(most, Capture.NONE))) {
            for (int window = 1; window < at; window++) {
                training.merge(
                        training.updates(stage.samples(run, training.shared().window())));
                System.err.println("bench: window " + window + " of " + at);
            }
            var window = training.shared().window();
            StepRule rule = StepRule.of(run, window);
            List<SparseUpdate> updates = training.updates(stage.samples(run, window));
            head(training.shared().theta().layout().size());
            for (int count : miners) {
                Parameters before = training.shared().theta();
                Parameters after = before.copy();
                List<SparseUpdate> merged = updates.subList(0, count);
                OuterStep.apply(after, merged, rule, workers);
                row(count, training.bytesOfLast(count), MergedSize.of(before, after, merged, rule.sign()));
            }
        }
        return 0;
    }

    private static void head(long size) {
        System.out.printf(Locale.ROOT, "%,d parameters; bytes, and times the payloads'%n", size);
        System.out.println(
                "miners | payloads | moved | positions | + new values | + steps, deflated | + steps, entropy");
    }

    private static void row(int count, long payloads, MergedSize size) {
        System.out.printf(
                Locale.ROOT,
                "%d | %,d | %.1f %% | %,.0f | %,.0f (%.2f) | %,.0f (%.2f) | %,.0f (%.2f)%n",
                count,
                payloads,
                100 * size.moved(),
                size.positions(),
                size.values(),
                size.values() / payloads,
                size.deflated(),
                size.deflated() / payloads,
                size.entropy(),
                size.entropy() / payloads);
    }
}
