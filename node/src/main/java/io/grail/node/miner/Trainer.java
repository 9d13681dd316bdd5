package io.grail.node.miner;

import io.grail.learning.data.Dataset;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.train.InnerLoop;
import io.grail.learning.train.StepResult;
import io.grail.node.event.Events;
import io.grail.node.event.NodeEvent;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.util.function.BooleanSupplier;

/** A miner's H inner steps on its assigned samples, and the pseudo-gradient Δ = θ_start − θ_local that they give. */
public final class Trainer {
    private final RunConfig run;
    private final Dataset data;
    private final LanguageModel model;
    private final InnerLoop inner;
    private final Events events;

    public Trainer(RunConfig run, Dataset data, LanguageModel model, InnerLoop inner, Events events) {
        this.run = run;
        this.data = data;
        this.model = model;
        this.inner = inner;
        this.events = events;
    }

    /** What training gave. {@code samples} is 0 if there was no time for a single step. */
    public record Result(Parameters pseudoGradient, int samples, double lossFirst, double lossLast) {
        /** Of a window that is sat out. */
        public static Result nothing(Parameters theta) {
            return new Result(Parameters.zeros(theta.layout()), 0, 0, 0);
        }
    }

    /** Trains from θ on {@code assigned}, in its order, until it is used up or {@code timeIsUp}. */
    public Result train(Window window, Parameters theta, long[] assigned, BooleanSupplier timeIsUp)
            throws InterruptedException {
        InnerConfig config = run.inner();
        model.load(theta);
        long started = System.nanoTime();
        long firstStep = (window.number() - run.run().startWindow()) * config.steps();
        int most = Math.min(config.steps(), assigned.length / config.batch());
        int steps = 0;
        double lossFirst = 0;
        double lossLast = 0;
        while (steps < most && !timeIsUp.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            StepResult result = inner.step(firstStep + steps, batch(assigned, steps, config.batch()));
            lossFirst = steps == 0 ? result.loss() : lossFirst;
            lossLast = result.loss();
            steps++;
            events.emit(new NodeEvent.StepTaken(window, steps, config.steps(), result.loss()));
        }
        int samples = steps * config.batch();
        double seconds = (System.nanoTime() - started) / 1e9;
        double tokens = (double) samples * run.data().sequenceLength();
        events.emit(new NodeEvent.Trained(window, samples, lossFirst, lossLast, tokens / seconds, seconds));
        return new Result(pseudoGradient(theta), samples, lossFirst, lossLast);
    }

    private int[][] batch(long[] assigned, int step, int size) {
        int[][] batch = new int[size][];
        for (int i = 0; i < size; i++) {
            batch[i] = data.sample(assigned[step * size + i]);
        }
        return batch;
    }

    private Parameters pseudoGradient(Parameters theta) {
        Parameters delta = Parameters.zeros(theta.layout());
        model.store(delta);
        for (int tensor = 0; tensor < theta.layout().count(); tensor++) {
            float[] start = theta.values(tensor);
            float[] local = delta.values(tensor);
            for (int i = 0; i < local.length; i++) {
                local[i] = start[i] - local[i];
            }
        }
        return delta;
    }
}
