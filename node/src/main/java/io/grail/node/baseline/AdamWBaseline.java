package io.grail.node.baseline;

import io.grail.learning.data.Dataset;
import io.grail.learning.device.Device;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.train.DivergedException;
import io.grail.learning.train.InnerLoop;
import io.grail.learning.train.LearningRateSchedule;
import io.grail.node.sync.Samples;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.Parameters;
import java.util.List;

/** The same model, data order and tokens as a recorded run, trained by AdamW in one process. */
public final class AdamWBaseline {
    private final RunConfig run;
    private final Dataset data;
    private final Parameters genesis;
    private final List<long[]> batches;

    public AdamWBaseline(RunConfig run, Dataset data, Parameters genesis, List<long[]> batches) {
        this.run = run;
        this.data = data;
        this.genesis = genesis;
        this.batches = batches;
    }

    /** Losses in nats per token on the two halves of the validation slice. */
    public record Losses(double choosing, double reporting) {
        static final Losses DIVERGED = new Losses(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** Steps of one training. */
    public int steps() {
        return batches.size();
    }

    /** Trains with {@code learningRate} as the schedule's peak; {@code progress} hears of every step. */
    public Losses train(double learningRate, Runnable progress) throws InterruptedException {
        InnerConfig inner = run.inner().withOptimizer("adamw");
        LearningRateSchedule schedule = new LearningRateSchedule(
                learningRate, inner.warmupSteps(), (long) run.run().windows() * inner.steps(), inner.finalFraction());
        try (LanguageModel model = LanguageModel.create(run.model(), Device.named("cpu"));
                InnerLoop loop = new InnerLoop(model, inner, schedule, inner.batch())) {
            model.load(genesis);
            for (int step = 0; step < batches.size(); step++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                loop.step(step, Samples.of(data, batches.get(step)).tokens());
                progress.run();
            }
            return losses(model, data);
        } catch (DivergedException e) {
            return Losses.DIVERGED;
        }
    }

    /** Losses of a model as it stands. */
    public static Losses losses(LanguageModel model, Dataset data) {
        return new Losses(
                Samples.of(data, data.choosing()).loss(model),
                Samples.of(data, data.reporting()).loss(model));
    }
}
