package io.grail.node.lab;

import io.grail.learning.data.Corpus;
import io.grail.learning.data.Dataset;
import io.grail.learning.data.DatasetPreparer;
import io.grail.learning.data.Preparation;
import io.grail.learning.data.PreparationProgress;
import io.grail.learning.device.NativeRuntime;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.event.EventSink;
import io.grail.node.event.Stamped;
import io.grail.node.home.RunFolder;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A real subnet, small enough for a test: a model of some thousand parameters, a few windows, virtual time. */
final class MiniRun {
    static final String RULES = """
            [run]
            windows = 4
            [window]
            weightsEvery = 1
            checkpointEvery = 2
            [model]
            width = 16
            layers = 1
            heads = 2
            kvHeads = 1
            headSize = 8
            ffnWidth = 32
            [data]
            sequenceLength = 32
            validationSamples = 16
            [inner]
            steps = 2
            batch = 4
            warmupSteps = 2
            learningRate = 0.01
            [incentive]
            evalSamples = 4
            """;

    final RunFolder folder;
    final List<Stamped> events = Collections.synchronizedList(new ArrayList<>());
    private RunToml.Parsed rules;
    private final SubnetPlan plan;

    MiniRun(Path folder, int miners, int validators) {
        this(folder, miners, validators, "");
    }

    /** With some more of a run.toml. */
    MiniRun(Path folder, int miners, int validators, String moreRules) {
        this(folder, new SubnetPlan(miners, validators, 1_000, true, true), moreRules);
    }

    MiniRun(Path folder, SubnetPlan plan, String moreRules) {
        this.rules = RunToml.parse(RULES + moreRules);
        this.folder = new RunFolder(folder);
        this.plan = plan;
        NativeRuntime.start(1);
    }

    /** With another value of one rule, before the run is made. */
    MiniRun with(String key, String value) {
        rules = rules.with(key, value);
        return this;
    }

    /** Runs until window {@code last} is done; returns the first failure of a node. */
    Optional<Throwable> run(Window last) throws InterruptedException {
        return run(last, event -> {});
    }

    /** As {@link #run(Window)}; {@code watcher} hears of every event too. */
    Optional<Throwable> run(Window last, EventSink watcher) throws InterruptedException {
        try (WorkerPool workers = new WorkerPool(2)) {
            RunPreparation.Ready ready = ready(workers);
            EventSink sink = EventSink.tee(List.of(events::add, watcher));
            try (LocalSubnet subnet =
                    new LocalSubnet(folder, ready.run(), ready.data(), new ByteTokenizer(), plan, sink)) {
                subnet.start(last);
                subnet.await();
                return subnet.failure();
            }
        }
    }

    /** Runs until {@code stopAt} is seen, then stops everybody where they are. */
    void runUntil(java.util.function.Predicate<Stamped> stopAt) throws InterruptedException {
        java.util.concurrent.CountDownLatch seen = new java.util.concurrent.CountDownLatch(1);
        try (WorkerPool workers = new WorkerPool(2)) {
            RunPreparation.Ready ready = ready(workers);
            EventSink watcher = event -> {
                if (stopAt.test(event)) {
                    seen.countDown();
                    // The node stays where it is until the subnet is interrupted, as if its power failed right here.
                    awaitInterrupt();
                }
            };
            EventSink sink = EventSink.tee(List.of(events::add, watcher));
            try (LocalSubnet subnet =
                    new LocalSubnet(folder, ready.run(), ready.data(), new ByteTokenizer(), plan, sink)) {
                subnet.start(lastWindow(ready.run()));
                seen.await();
                subnet.interrupt();
                subnet.await();
            }
        }
    }

    static Window lastWindow(RunConfig run) {
        return new Window(run.run().startWindow() + run.run().windows() - 1);
    }

    RunConfig config() {
        return new RunPreparation(folder).read();
    }

    private RunPreparation.Ready ready(WorkerPool workers) {
        RunPreparation preparation = new RunPreparation(folder);
        if (preparation.exists()) {
            return preparation.open(workers);
        }
        RunConfig config = rules.config();
        ByteTokenizer tokenizer = new ByteTokenizer();
        new DatasetPreparer(
                        new Preparation(
                                Corpus.at(FixedText.below(folder.root().resolve("texts"))),
                                tokenizer,
                                1,
                                new Preparation.Shape(32, 100),
                                2),
                        PreparationProgress.SILENT)
                .prepareIn(folder.data());
        return preparation.create(config, Dataset.open(folder.data(), config.data(), tokenizer), workers);
    }

    private static void awaitInterrupt() {
        try {
            new java.util.concurrent.CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All files under a folder of the run with their bytes, for comparing two runs. */
    static List<String> fingerprint(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            List<String> all = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.add(root.relativize(file) + " " + io.grail.protocol.bytes.Hash.sha256(Files.readAllBytes(file)));
            }
            return all;
        }
    }
}
