package io.grail.node.lab;

import io.grail.learning.data.Dataset;
import io.grail.learning.device.Device;
import io.grail.learning.eval.Evaluator;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.train.InnerLoop;
import io.grail.learning.train.LearningRateSchedule;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.WindowConfig;
import io.grail.protocol.state.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures this machine and says how long a block must be, so that every node of a local subnet gets its window's work
 * done in time: the chain itself never waits for a node.
 *
 * @param stepSeconds one inner step while all cores do the same
 * @param lossSeconds the loss of one sample, likewise
 */
public record Calibration(double stepSeconds, double lossSeconds, int cores) {
    private static final int WARM_UP_STEPS = 2;
    private static final int TIMED_STEPS = 4;
    private static final int TIMED_SAMPLES = 32;
    /** Part of a window in which the cores may be busy; the rest is for noise. */
    private static final double UTILISATION = 0.75;
    /** Part of a window that miners may train in, which other nodes' noise may stretch. */
    private static final double TRAINING_SHARE = 0.6;
    /** Gather, merge, hash, snapshot and upload of a small model. */
    private static final double FIXED_SECONDS = 1.5;
    /** A backward pass costs twice a forward pass. */
    private static final int GRADIENT_COST = 3;

    /** Until the head is heard of, and until the decision's transaction is in a block. */
    private static final int LOST_BLOCKS = 2;

    private static final int MIN_BLOCK_MILLIS = 200;

    /** Runs a few steps on every core at once. */
    public static Calibration measure(RunConfig run, Dataset data, Parameters genesis, int cores)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            List<Future<Calibration>> lanes = new ArrayList<>();
            for (int lane = 0; lane < cores; lane++) {
                lanes.add(threads.submit(() -> measureOne(run, data, genesis, cores)));
            }
            double step = 0;
            double loss = 0;
            for (Future<Calibration> lane : lanes) {
                Calibration one = lane.get();
                step = Math.max(step, one.stepSeconds);
                loss = Math.max(loss, one.lossSeconds);
            }
            return new Calibration(step, loss, cores);
        } catch (ExecutionException e) {
            throw new IllegalStateException("calibration failed: " + e.getCause(), e);
        }
    }

    private static Calibration measureOne(RunConfig run, Dataset data, Parameters genesis, int cores) {
        try (LanguageModel model = LanguageModel.create(run.model(), Device.named("cpu"));
                InnerLoop inner = new InnerLoop(
                        model,
                        run.inner(),
                        LearningRateSchedule.of(run.inner(), run.run().windows()),
                        run.inner().batch())) {
            model.load(genesis);
            int[][] batch = samples(data, run.inner().batch());
            int step = 0;
            while (step < WARM_UP_STEPS) {
                inner.step(step++, batch);
            }
            long started = System.nanoTime();
            while (step < WARM_UP_STEPS + TIMED_STEPS) {
                inner.step(step++, batch);
            }
            double stepSeconds = (System.nanoTime() - started) / 1e9 / TIMED_STEPS;
            int[][] judged = samples(data, TIMED_SAMPLES);
            started = System.nanoTime();
            Evaluator.losses(model, judged);
            return new Calibration(stepSeconds, (System.nanoTime() - started) / 1e9 / TIMED_SAMPLES, cores);
        }
    }

    private static int[][] samples(Dataset data, int count) {
        int[][] samples = new int[count][];
        for (int i = 0; i < count; i++) {
            samples[i] = data.sample(i % data.samples());
        }
        return samples;
    }

    /** How long a block must be for so many miners and validators on this machine. */
    public int blockMillis(RunConfig run, int miners, int validators, int validationSamples) {
        double training = miners * run.inner().steps() * stepSeconds;
        int own = run.incentive().evalSamples();
        double lossesPerMiner = own * (GRADIENT_COST + 2.0);
        double judging = validators * (miners * lossesPerMiner + own * GRADIENT_COST) * lossSeconds
                + validationSamples * lossSeconds;
        double window = (training + judging) / cores / UTILISATION;
        // Miners share the cores with validators that judge the window before.
        double minersCores = Math.min(miners, (double) cores * miners / (miners + validators));
        double phase = training / minersCores / TRAINING_SHARE;
        double windowSeconds = Math.max(window, phase) + FIXED_SECONDS;
        double blockSeconds =
                Math.max(windowSeconds / run.window().blocks(), decisionBlockSeconds(run.window(), validators, own));
        return (int) Math.max(MIN_BLOCK_MILLIS, Math.round(1000 * blockSeconds));
    }

    /**
     * How long a block must be so that a manifest can be proposed and endorsed before it is decided. Grace and reveal are
     * seconds of the clock: no machine is so fast that they take fewer.
     */
    private double decisionBlockSeconds(WindowConfig window, int validators, int own) {
        int together = Math.min(validators, cores);
        double screening = (double) validators * own * (GRADIENT_COST + 2) * lossSeconds / Math.max(1, together);
        return (window.graceSeconds() + window.revealSeconds() + screening + FIXED_SECONDS)
                / Math.max(1, window.decideBlocks() - LOST_BLOCKS);
    }
}
