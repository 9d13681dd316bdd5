package io.grail.node.cli;

import io.grail.learning.data.Dataset;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.Calibration;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.RunConfig;
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

    /** Opens the folder's run, or makes a new one from the options, with data for so many hotkeys. */
    RunPreparation.Ready ready(WorkerPool workers, int participants) {
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
        RunPreparation.Ready ready = preparation.create(rules, data, workers);
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
        progress.say("measuring this machine");
        Calibration calibration = Calibration.measure(
                ready.run(), ready.data(), ready.genesis(), Runtime.getRuntime().availableProcessors());
        int millis = calibration.blockMillis(ready.run(), miners, validators, VALIDATION_SAMPLES);
        progress.say(String.format(
                Locale.ROOT,
                "an inner step takes %.0f ms here, so a block takes %d ms and a window %.1f s",
                1000 * calibration.stepSeconds(),
                millis,
                millis * ready.run().window().blocks() / 1000.0));
        return millis;
    }
}
