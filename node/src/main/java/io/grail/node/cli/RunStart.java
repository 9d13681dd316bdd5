package io.grail.node.cli;

import io.grail.learning.data.Dataset;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.Calibration;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.Parameters;
import java.util.Locale;
import java.util.Optional;

/** What {@code grail up} and {@code grail chain} do before a run begins or goes on. */
final class RunStart {
    /** A local subnet's validators measure so many validation samples a window. */
    private static final int VALIDATION_SAMPLES = 64;

    private final RunFolder folder;
    private final RunOptions options;
    private final Progress progress;
    private final Optional<Integer> blockMillis;

    RunStart(RunFolder folder, RunOptions options, Progress progress) {
        this.folder = folder;
        this.options = options;
        this.progress = progress;
        this.blockMillis = options.blockMillis();
    }

    /** What the rules of a new run still need of the chain that it will run on. */
    @FunctionalInterface
    interface Placement {
        RunConfig place(RunConfig rules, Dataset data) throws InterruptedException;
    }

    /** Opens the folder's run, or makes a new one from the options, with data for so many hotkeys. */
    RunPreparation.Ready ready(WorkerPool workers, int participants) throws InterruptedException {
        return ready(workers, participants, (rules, _) -> rules);
    }

    /** Likewise, with the rules of a new run as {@code placement} gives them back. */
    RunPreparation.Ready ready(WorkerPool workers, int participants, Placement placement) throws InterruptedException {
        RunPreparation preparation = new RunPreparation(folder);
        if (preparation.exists()) {
            refuseChanges();
            progress.say("continuing the run in " + folder.root());
            return preparation.open(workers);
        }
        RunConfig rules = RunPreparation.rules(
                Optional.ofNullable(options.config),
                Optional.ofNullable(options.windows),
                Optional.ofNullable(options.seed));
        Dataset data = new DataPreparation(progress).open(folder, rules, options.dataPath(), participants);
        RunPreparation.Ready ready = preparation.create(placement.place(rules, data), data, workers);
        progress.say("new run in " + folder.root());
        return ready;
    }

    private void refuseChanges() {
        if (options.config != null || options.seed != null || options.data != null) {
            throw new UsageException(
                    folder.runToml() + " is there already and cannot change: leave out --config, --seed"
                            + " and --data to continue that run, or choose another --dir");
        }
    }

    /** The given time between blocks, or the one that fits this machine. */
    int blockMillis(RunPreparation.Ready ready, int miners, int validators) throws InterruptedException {
        if (blockMillis.isPresent()) {
            return blockMillis.get();
        }
        Calibration calibration = measure(ready.run(), ready.data(), ready.genesis());
        int millis = calibration.blockMillis(ready.run(), miners, validators, VALIDATION_SAMPLES);
        progress.say(String.format(
                Locale.ROOT,
                "an inner step takes %.0f ms here, so a block takes %d ms and a window %.1f s",
                1000 * calibration.stepSeconds(),
                millis,
                millis * ready.run().window().blocks() / 1000.0));
        return millis;
    }

    /** The least time between blocks with which all of a subnet can keep up on this machine. */
    int leastBlockMillis(RunConfig rules, Dataset data, WorkerPool workers, int miners, int validators)
            throws InterruptedException {
        Parameters genesis = Genesis.parameters(rules.model(), rules.run().seed(), workers);
        return measure(rules, data, genesis).blockMillis(rules, miners, validators, VALIDATION_SAMPLES);
    }

    private Calibration measure(RunConfig run, Dataset data, Parameters genesis) throws InterruptedException {
        progress.say("measuring this machine");
        return Calibration.measure(run, data, genesis, Runtime.getRuntime().availableProcessors());
    }
}
