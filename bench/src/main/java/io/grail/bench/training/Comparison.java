package io.grail.bench.training;

import io.grail.node.baseline.AdamWBaseline;
import io.grail.node.baseline.RecordedRun;
import io.grail.node.miner.Capture;
import io.grail.node.miner.CaptureFolder;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Trains one variant after another and tells how each gets on. */
final class Comparison {
    private final Stage stage;
    private final Lanes lanes;
    private final WorkerPool workers;
    private final Optional<Path> captures;
    private final PrintStream out = System.out;

    /** With {@code captures} every variant's miners write what they select from into folders of it. */
    Comparison(Stage stage, Lanes lanes, WorkerPool workers, Optional<Path> captures) {
        this.stage = stage;
        this.lanes = lanes;
        this.workers = workers;
        this.captures = captures;
    }

    /** The planned windows of a variant; a point of its curve every so many of them. */
    Result train(Variant variant, int every) throws InterruptedException {
        RunConfig run = variant.of(stage.base());
        long started = System.nanoTime();
        try (LoneTraining training = new LoneTraining(run, stage, lanes, workers, captures(variant, run))) {
            for (int done = 1; done <= run.run().windows(); done++) {
                training.window();
                if (done % every == 0) {
                    out.printf(
                            Locale.ROOT,
                            "%s: window %d, loss %.4f, %d bytes an upload, root %s, %.0f s%n",
                            variant.name(),
                            done,
                            training.curve(),
                            training.bytesPerUpdate(),
                            training.shared().root().abbreviated(),
                            seconds(started));
                }
            }
            double seconds = seconds(started);
            AdamWBaseline.Losses losses = training.losses();
            // At once, for those who do not wait for the table.
            out.printf(
                    Locale.ROOT,
                    "%s: ended at %.4f choosing, %.4f reporting%n",
                    variant.name(),
                    losses.choosing(),
                    losses.reporting());
            return new Result(variant.name(), losses, tokens(run), training.bytesPerUpdate(), denseBytes(run), seconds);
        }
    }

    /** AdamW in one process at each of {@code rates}, as many at once as there are lanes. */
    List<Result> adamw(List<Double> rates) throws InterruptedException {
        RunConfig run = stage.base();
        List<long[]> batches = new ArrayList<>();
        for (int i = 0; i < run.run().windows(); i++) {
            Window window = new Window(run.run().startWindow()).plus(i);
            batches.addAll(RecordedRun.batches(run.inner(), stage.samples(run, window)));
        }
        Parameters genesis = Genesis.parameters(run.model(), run.run().seed(), workers);
        AdamWBaseline baseline = new AdamWBaseline(run, stage.data(), genesis, batches);
        return lanes.all(rates.stream()
                .<Callable<Result>>map(rate -> () -> {
                    long started = System.nanoTime();
                    AdamWBaseline.Losses losses = baseline.train(rate, () -> {});
                    return new Result("adamw " + rate, losses, tokens(run), 0, denseBytes(run), seconds(started));
                })
                .toList());
    }

    private List<Capture> captures(Variant variant, RunConfig run) {
        List<Capture> all = new ArrayList<>();
        for (int i = 0; i < stage.miners().size(); i++) {
            String miner = "miner-" + i;
            all.add(captures.<Capture>map(root -> new CaptureFolder(
                            root.resolve(variant.name().replace(' ', '-')).resolve(miner), run.run()))
                    .orElse(Capture.NONE));
        }
        return all;
    }

    private long tokens(RunConfig run) {
        long samples =
                (long) run.run().windows() * stage.miners().size() * run.inner().samplesPerWindow();
        return samples * run.data().sequenceLength();
    }

    private static long denseBytes(RunConfig run) {
        return Float.BYTES * LlamaLayout.of(run.model()).size();
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
