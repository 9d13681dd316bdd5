package io.grail.bench.judging;

import io.grail.bench.training.Lanes;
import io.grail.bench.training.LoneTraining;
import io.grail.bench.training.Stage;
import io.grail.node.cli.Progress;
import io.grail.node.miner.Capture;
import io.grail.node.sync.Samples;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.assignment.EvaluationSamples;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.MedianNorm;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.ScaledNudge;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import io.grail.protocol.window.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Trains a run in which some miners take other samples than their own, and measures its updates. */
final class OwnDataStudy {
    private final RunConfig run;
    private final Stage stage;
    private final Lanes lanes;
    private final WorkerPool workers;
    private final List<Integer> sizes;

    /** {@code sizes}: of batches, by which updates are measured; the largest at most a miner's samples. */
    OwnDataStudy(Stage stage, Lanes lanes, WorkerPool workers, List<Integer> sizes) {
        this.run = stage.base();
        this.stage = stage;
        this.lanes = lanes;
        this.workers = workers;
        this.sizes = sizes;
    }

    /** Trains so many windows, all of whose updates are merged, and measures every {@code every}th. */
    List<Exhibit> exhibits(int windows, int every) throws InterruptedException {
        List<Exhibit> exhibits = new ArrayList<>();
        List<Capture> none = Collections.nCopies(stage.miners().size(), Capture.NONE);
        try (LoneTraining training = new LoneTraining(run, stage, lanes, workers, none);
                Panel panel = new Panel(run.model(), lanes)) {
            for (int done = 1; done <= windows; done++) {
                Progress.onStderr().say("own data: window " + done + " of " + windows);
                Window window = training.shared().window();
                List<SparseUpdate> updates =
                        training.updates(Diet.serve(stage.samples(run, window), draw(window, "served")));
                if (done % every == 0) {
                    exhibits.add(measure(panel, window, training.shared().theta(), updates));
                }
                training.merge(updates);
            }
        }
        return exhibits;
    }

    private EvaluationSamples draw(Window window, String purpose) {
        Hash closing = Hash.sha256(("bench/" + purpose + "/" + window).getBytes(StandardCharsets.UTF_8));
        return new EvaluationSamples(RunId.of(run), window, closing, Hash.ZERO, stage.assignment(run, window));
    }

    private Exhibit measure(Panel panel, Window window, Parameters theta, List<SparseUpdate> updates)
            throws InterruptedException {
        MedianNorm norms = MedianNorm.of(theta.layout(), updates);
        StepRule rule = StepRule.of(run, window);
        List<ScaledNudge> nudges = updates.stream()
                .map(update ->
                        ScaledNudge.of(update, norms, rule, run.incentive().evalRate()))
                .toList();
        int most = Collections.max(sizes);
        EvaluationSamples draw = draw(window, "closing");
        List<Samples> own = stage.miners().stream()
                .map(miner -> Samples.of(stage.data(), draw.own(miner, most)))
                .toList();
        Samples common = Samples.of(stage.data(), draw.common(most));
        List<Samples> batches = new ArrayList<>(own);
        batches.add(common);
        List<BatchView> views = panel.all(
                theta,
                batches.stream()
                        .<Panel.Measurement<BatchView>>map(batch -> model -> BatchView.of(model, batch, nudges, sizes))
                        .toList());
        return new Exhibit(
                IntStream.range(0, updates.size())
                        .mapToObj(i -> Diet.of(i) == Diet.OWN)
                        .toList(),
                views,
                panel.losses(theta, nudges, own),
                panel.losses(theta, nudges, Collections.nCopies(nudges.size(), common)));
    }
}
