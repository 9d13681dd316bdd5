package io.grail.bench.judging;

import io.grail.bench.training.Lanes;
import io.grail.bench.training.LoneTraining;
import io.grail.bench.training.Stage;
import io.grail.learning.eval.Evaluator;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether screening puts the honest updates of a run into the order that exact measurement does.
 *
 * <p>Common samples are those of a validator, and up to {@value #MOST} times as many for screening by more; others, of
 * which there are many, tell what is true from what holds for the validator's samples alone.
 */
final class ScreeningQuality {
    /** How many times a validator's samples are tried instead of them. */
    private static final List<Integer> MULTIPLES = List.of(4, 16);

    private static final int MOST = 16;

    private final RunConfig run;
    private final Stage stage;
    private final Lanes lanes;
    private final WorkerPool workers;
    private final int independent;
    private final Map<String, List<double[]>> correlations = new LinkedHashMap<>();

    /** {@code independent}: samples on which the truth is measured. */
    ScreeningQuality(Stage stage, Lanes lanes, WorkerPool workers, int independent) {
        this.run = stage.base();
        this.stage = stage;
        this.lanes = lanes;
        this.workers = workers;
        this.independent = independent;
    }

    /** Trains as far as the last of {@code at}, counting windows from 1, and compares in each of these; prints. */
    void measure(List<Integer> at) throws InterruptedException {
        int last = Collections.max(at);
        List<Capture> none = Collections.nCopies(stage.miners().size(), Capture.NONE);
        try (LoneTraining training = new LoneTraining(run, stage, lanes, workers, none);
                Panel panel = new Panel(run.model(), lanes)) {
            for (int done = 1; done <= last; done++) {
                Progress.onStderr().say("screening: window " + done + " of " + last);
                Window window = training.shared().window();
                Parameters before = training.shared().theta().copy();
                List<SparseUpdate> updates = training.updates(stage.samples(run, window));
                training.merge(updates);
                if (at.contains(done)) {
                    compare(panel, window, before, training.shared().theta(), updates);
                }
            }
        }
        print(at);
    }

    private void compare(Panel panel, Window window, Parameters theta, Parameters next, List<SparseUpdate> updates)
            throws InterruptedException {
        MedianNorm norms = MedianNorm.of(theta.layout(), updates);
        StepRule rule = StepRule.of(run, window);
        List<ScaledNudge> nudges = updates.stream()
                .map(update ->
                        ScaledNudge.of(update, norms, rule, run.incentive().evalRate()))
                .toList();
        int count = run.incentive().evalSamples();
        long[] drawn = draw(window, MOST * count + independent);
        Samples common = Samples.of(stage.data(), Arrays.copyOf(drawn, count));
        Samples others = Samples.of(stage.data(), Arrays.copyOfRange(drawn, MOST * count, drawn.length));

        double[] same = gains(panel, theta, nudges, common);
        double[] truth = gains(panel, theta, nudges, others);
        note("exact, common samples", same, same, truth);
        double[] atTheta = effects(panel, theta, nudges, common);
        note("gradient at θ", atTheta, same, truth);
        Parameters half = between(theta, next);
        double[] atHalf = effects(panel, half, nudges, common);
        note("gradient halfway to the merged model", atHalf, same, truth);
        note("gradient at the merged model", effects(panel, next, nudges, common), same, truth);
        note("mean of the gradients at θ and halfway", sum(atTheta, atHalf), same, truth);
        for (int times : MULTIPLES) {
            Samples more = Samples.of(stage.data(), Arrays.copyOf(drawn, times * count));
            note("gradient at θ, " + times + " times the samples", effects(panel, theta, nudges, more), same, truth);
        }
        note("gradient at θ, the other samples", effects(panel, theta, nudges, others), same, truth);
    }

    private long[] draw(Window window, int count) {
        Hash closing = Hash.sha256(("bench/closing/" + window).getBytes(StandardCharsets.UTF_8));
        return new EvaluationSamples(RunId.of(run), window, closing, Hash.ZERO, stage.assignment(run, window))
                .common(count);
    }

    private static double[] gains(Panel panel, Parameters theta, List<ScaledNudge> nudges, Samples samples)
            throws InterruptedException {
        double before = panel.loss(theta, samples);
        return panel.losses(theta, nudges, Collections.nCopies(nudges.size(), samples)).stream()
                .mapToDouble(after -> before - Arrays.stream(after).average().orElseThrow())
                .toArray();
    }

    private double[] effects(Panel panel, Parameters at, List<ScaledNudge> nudges, Samples samples)
            throws InterruptedException {
        Evaluator.LossGradient gradient = panel.gradient(at, samples);
        return ScaledNudge.effects(nudges, gradient.gradient(), workers);
    }

    private static Parameters between(Parameters from, Parameters to) {
        Parameters middle = from.copy();
        for (int tensor = 0; tensor < from.layout().count(); tensor++) {
            float[] values = middle.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] = (values[i] + to.values(tensor)[i]) / 2;
            }
        }
        return middle;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sums = a.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += b[i];
        }
        return sums;
    }

    private void note(String name, double[] screen, double[] same, double[] truth) {
        correlations
                .computeIfAbsent(name, _ -> new ArrayList<>())
                .add(new double[] {Ranks.correlation(screen, same), Ranks.correlation(screen, truth)});
    }

    private void print(List<Integer> at) {
        System.out.printf(
                "%n%d honest miners; Spearman's correlation with the exact gain, mean and each of windows %s%n",
                stage.miners().size(), at);
        String[] yardsticks = {
            "on the same " + run.incentive().evalSamples() + " samples", "on " + independent + " other samples"
        };
        for (int i = 0; i < yardsticks.length; i++) {
            int which = i;
            System.out.println(yardsticks[i]);
            correlations.forEach((name, each) -> {
                double mean =
                        each.stream().mapToDouble(one -> one[which]).average().orElse(Double.NaN);
                StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-42s %7.3f  ", name, mean));
                each.forEach(one -> row.append(String.format(Locale.ROOT, " %6.3f", one[which])));
                System.out.println(row);
            });
        }
    }
}
