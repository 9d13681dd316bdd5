package io.grail.learning.train;

import io.grail.learning.device.Native;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.model.Samples;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.state.Parameters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * A miner's optimiser steps on one model: gradient of the mean loss over a batch, clipped by its global norm, then
 * the run's optimiser.
 *
 * <p>Deterministic: the same model, state and
 * batches give the same bits on the same machine and thread count. One thread at a time.
 */
public final class InnerLoop implements AutoCloseable {
    private final LanguageModel model;
    private final InnerConfig config;
    private final LearningRateSchedule schedule;
    private final int microBatch;
    private final Workers workers;
    private final List<List<Optimizer>> shares;

    /** One thread, the caller's, computes. */
    public InnerLoop(LanguageModel model, InnerConfig config, LearningRateSchedule schedule, int microBatch) {
        this(model, config, schedule, microBatch, 1);
    }

    /**
     * Begins with empty optimiser state.
     *
     * @param microBatch samples that one thread holds in memory at once; more are summed up in pieces of it
     * @param threads that share a batch, the caller's among them; each costs another gradient's memory
     */
    public InnerLoop(
            LanguageModel model, InnerConfig config, LearningRateSchedule schedule, int microBatch, int threads) {
        if (microBatch < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "micro-batches of " + microBatch + " samples on " + threads + " threads: both must be at least 1");
        }
        this.model = model;
        this.config = config;
        this.schedule = schedule;
        this.microBatch = microBatch;
        this.workers = new Workers(model, threads);
        this.shares = IntStream.range(0, threads)
                .mapToObj(worker -> Optimizer.of(config, model, workers.share(worker)))
                .toList();
    }

    /**
     * One optimiser step.
     *
     * @param globalStep position in the schedule, counted from 0 over the whole run
     * @param batch rows of L + 1 tokens: L inputs, and the L tokens that follow them
     * @throws DivergedException if loss or gradient are not finite; nothing has changed then
     */
    public StepResult step(long globalStep, int[][] batch) {
        Samples.requireSamples(batch, model.config().vocabSize());
        double rate = schedule.at(globalStep);
        try {
            double loss = accumulate(batch);
            double norm = workers.gather();
            if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
                throw new DivergedException(globalStep, loss, norm);
            }
            update(rate, Math.max(1, norm / config.clip()));
            return new StepResult(loss, norm, rate);
        } finally {
            workers.clearGradients();
        }
    }

    private double accumulate(int[][] batch) {
        long tokens = (long) batch.length * (batch[0].length - 1);
        int perThread = Math.ceilDiv(batch.length, workers.count());
        double sum = workers.sum((view, worker) -> {
            int from = Math.min(batch.length, worker * perThread);
            int to = Math.min(batch.length, from + perThread);
            return accumulate(view, Arrays.copyOfRange(batch, from, to), 1.0 / tokens);
        });
        return sum / tokens;
    }

    private double accumulate(LanguageModel view, int[][] part, double scale) {
        double sum = 0;
        for (int from = 0; from < part.length; from += microBatch) {
            int[][] rows = Arrays.copyOfRange(part, from, Math.min(part.length, from + microBatch));
            try (var _ = Native.scope()) {
                Tensor ids = Samples.inputs(view.device(), rows);
                Tensor targets = Samples.targets(view.device(), rows);
                sum += view.backward(ids, targets, scale).sum().item_double();
            }
        }
        return sum;
    }

    private void update(double rate, double gradientDivisor) {
        workers.sum((view, worker) -> {
            try (var _ = Native.scope()) {
                Tensor divisor = Native.scalar(view.device(), (float) gradientDivisor);
                shares.get(worker).forEach(optimizer -> optimizer.step(rate, divisor));
            }
            return 0;
        });
    }

    /**
     * Writes the optimiser's state; with it and the model's parameters, training continues bit for bit.
     *
     * @throws io.grail.learning.checkpoint.CheckpointException if it cannot be written
     */
    public void save(Path file) {
        Parameters first = Parameters.zeros(model.layout());
        Parameters second = Parameters.zeros(model.layout());
        try (var _ = Native.scope()) {
            long steps = 0;
            for (Optimizer optimizer : optimizers()) {
                steps = Math.max(steps, optimizer.store(model.layout(), first, second));
            }
            OptimizerFile.write(file, new OptimizerFile.State(steps, first, second));
        }
    }

    /**
     * Takes over the state that {@link #save} wrote.
     *
     * @throws io.grail.learning.checkpoint.CheckpointException if the file is missing, damaged or of another model
     */
    public void restore(Path file) {
        OptimizerFile.State state = OptimizerFile.read(file, model.layout());
        try (var _ = Native.scope()) {
            optimizers().forEach(optimizer -> optimizer.load(model.layout(), state));
        }
    }

    @Override
    public void close() {
        workers.close();
        optimizers().forEach(Optimizer::close);
    }

    private List<Optimizer> optimizers() {
        return shares.stream().flatMap(List::stream).toList();
    }
}
