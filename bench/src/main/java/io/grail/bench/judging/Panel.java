package io.grail.bench.judging;

import io.grail.bench.training.Lanes;
import io.grail.learning.device.Device;
import io.grail.learning.eval.Evaluator;
import io.grail.learning.model.LanguageModel;
import io.grail.node.sync.Samples;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.ScaledNudge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Models that measure at the same time, one on each lane. */
final class Panel implements AutoCloseable {
    private final Lanes lanes;
    private final List<LanguageModel> models;

    Panel(ModelConfig config, Lanes lanes) throws InterruptedException {
        this.lanes = lanes;
        Callable<LanguageModel> birth = () -> LanguageModel.create(config, Device.named("cpu"));
        models = lanes.all(Collections.nCopies(lanes.count(), birth));
    }

    /** What is measured of a model that holds the right parameters. */
    interface Measurement<T> {
        T of(LanguageModel model);
    }

    /** Mean loss at θ and its gradient. */
    Evaluator.LossGradient gradient(Parameters theta, Samples batch) throws InterruptedException {
        return all(
                        theta,
                        List.<Measurement<Evaluator.LossGradient>>of(
                                model -> Evaluator.gradient(model, batch.tokens())))
                .getFirst();
    }

    /** Losses of the samples of each nudge's batch after this nudge alone. */
    List<double[]> losses(Parameters theta, List<ScaledNudge> nudges, List<Samples> batches)
            throws InterruptedException {
        return all(
                theta,
                IntStream.range(0, nudges.size())
                        .<Measurement<double[]>>mapToObj(
                                i -> model -> nudged(model, theta, nudges.get(i), batches.get(i)))
                        .toList());
    }

    /** Mean loss at θ. */
    double loss(Parameters theta, Samples batch) throws InterruptedException {
        return all(theta, List.<Measurement<Double>>of(batch::loss)).getFirst();
    }

    private static double[] nudged(LanguageModel model, Parameters theta, ScaledNudge nudge, Samples batch) {
        try (var _ = model.nudged(nudge, theta)) {
            return Evaluator.losses(model, batch.tokens());
        }
    }

    /** All {@code measurements} at θ; results are in their order. */
    <T> List<T> all(Parameters theta, List<Measurement<T>> measurements) throws InterruptedException {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < measurements.size(); i++) {
            Measurement<T> one = measurements.get(i);
            LanguageModel model = models.get(i % models.size());
            tasks.add(() -> {
                model.load(theta);
                return one.of(model);
            });
        }
        return lanes.all(tasks);
    }

    @Override
    public void close() {
        models.forEach(LanguageModel::close);
    }
}
