package io.grail.bench.training;

import io.grail.learning.data.Dataset;
import io.grail.learning.device.Device;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.train.InnerLoop;
import io.grail.learning.train.LearningRateSchedule;
import io.grail.node.event.Events;
import io.grail.node.miner.Trainer;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.time.InstantSource;

/** A miner without a subnet: model, optimiser and error feedback, kept from window to window. */
final class LoneMiner implements AutoCloseable {
    private final LanguageModel model;
    private final InnerLoop inner;
    private final Trainer trainer;
    private Parameters errorFeedback;

    LoneMiner(RunConfig run, Dataset data) {
        model = LanguageModel.create(run.model(), Device.named("cpu"));
        inner = new InnerLoop(
                model,
                run.inner(),
                LearningRateSchedule.of(run.inner(), run.run().windows()),
                run.inner().batch());
        trainer = new Trainer(run, data, model, inner, new Events("miner", InstantSource.system(), event -> {}));
        errorFeedback = Parameters.zeros(LlamaLayout.of(run.model()));
    }

    /** A window's inner steps from θ; returns Δ. */
    Parameters train(Window window, Parameters theta, long[] samples) throws InterruptedException {
        return trainer.train(window, theta, samples, () -> false).pseudoGradient();
    }

    Parameters errorFeedback() {
        return errorFeedback;
    }

    /** Replaces the error feedback by what the last update did not say. */
    void keepBack(Parameters unsent) {
        errorFeedback = unsent;
    }

    /** For measuring losses between windows. */
    LanguageModel model() {
        return model;
    }

    @Override
    public void close() {
        inner.close();
        model.close();
    }
}
