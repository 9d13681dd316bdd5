package io.grail.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grail.learning.model.LanguageModel;
import io.grail.learning.model.TinyModels;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InnerLoopTest {
    private static final ModelConfig CONFIG = TinyModels.config(true);

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "muon"})
    void trainingLearnsARuleAndIsReproducible(String optimizer) {
        List<StepResult> results = train(optimizer, 60, 8, 1);
        assertThat(results.getFirst().loss()).isGreaterThan(3.9);
        assertThat(results.getLast().loss()).isLessThan(2.5);
        assertThat(train(optimizer, 60, 8, 1)).isEqualTo(results);
    }

    @Test
    void modelsOnSeveralThreadsTrainAsEachWouldAlone() {
        List<StepResult> alone = train(30, 8);
        var running = new ArrayList<CompletableFuture<List<StepResult>>>();
        for (int i = 0; i < 3; i++) {
            var result = new CompletableFuture<List<StepResult>>();
            Thread.ofPlatform().start(() -> result.complete(train(30, 8)));
            running.add(result);
        }
        for (var each : running) {
            assertThat(each.join()).isEqualTo(alone);
        }
    }

    @Test
    void smallMicroBatchesSumToTheSameStep() {
        List<StepResult> whole = train(3, 8);
        List<StepResult> pieces = train(3, 3);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(pieces.get(i).loss()).isCloseTo(whole.get(i).loss(), within(1e-5));
            assertThat(pieces.get(i).gradientNorm()).isCloseTo(whole.get(i).gradientNorm(), within(1e-4));
        }
    }

    @Test
    void severalThreadsShareABatchAndAgreeWithThemselves() {
        List<StepResult> alone = train(3, 8, 1);
        List<StepResult> shared = train(3, 8, 3);
        assertThat(train(3, 8, 3)).isEqualTo(shared);
        for (int i = 0; i < alone.size(); i++) {
            assertThat(shared.get(i).loss()).isCloseTo(alone.get(i).loss(), within(1e-5));
            assertThat(shared.get(i).gradientNorm()).isCloseTo(alone.get(i).gradientNorm(), within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "muon", "sgd"})
    void trainingContinuesFromAFileAsIfNothingHadHappened(String optimizer, @TempDir Path folder) {
        List<StepResult> whole = train(optimizer, 6, 8, 1);
        Path state = folder.resolve("optimizer.safetensors");
        Parameters parameters;
        try (var model = TinyModels.model(CONFIG, 3);
                var loop = loop(model, inner(optimizer, 1e-2))) {
            for (int step = 0; step < 3; step++) {
                loop.step(step, batch(step));
            }
            loop.save(state);
            parameters = stored(model);
        }
        try (var model = LanguageModel.create(CONFIG, TinyModels.cpu());
                var loop = loop(model, inner(optimizer, 1e-2))) {
            model.load(parameters);
            loop.restore(state);
            for (int step = 3; step < 6; step++) {
                assertThat(loop.step(step, batch(step))).isEqualTo(whole.get(step));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "muon", "sgd"})
    void aStepLeavesNoNativeMemoryBehind(String optimizer) {
        try (var model = TinyModels.model(CONFIG, 3);
                var loop = loop(model, inner(optimizer, 1e-2))) {
            loop.step(0, batch(0));
            long before = Pointer.totalCount();
            for (int step = 1; step < 4; step++) {
                loop.step(step, batch(step));
            }
            assertThat(Pointer.totalCount()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "muon", "sgd"})
    void aGradientThatIsNotFiniteChangesNothing(String optimizer) {
        try (var model = TinyModels.model(CONFIG, 3);
                var loop = loop(model, inner(optimizer, 1e-2))) {
            Parameters broken = stored(model);
            broken.values("model.norm.weight")[0] = Float.POSITIVE_INFINITY;
            model.load(broken);
            assertThatThrownBy(() -> loop.step(7, batch(0)))
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("step 7");
            assertThat(stored(model).sameBits(broken)).isTrue();
        }
    }

    @Test
    void theStepOfSgdIsTheClippedGradientAndDecayOfMatrices() {
        try (var model = TinyModels.model(CONFIG, 3);
                var loop = loop(model, inner("sgd", 1e-2))) {
            Parameters before = stored(model);
            Parameters gradient =
                    io.grail.learning.eval.Evaluator.gradient(model, batch(0)).gradient();
            double norm = loop.step(0, batch(0)).gradientNorm();
            Parameters after = stored(model);
            InnerConfig inner = inner("sgd", 1e-2);
            double rate = 1e-2 * Math.min(1, inner.clip() / norm);
            for (int i = 0; i < model.layout().count(); i++) {
                double kept = 1 - (model.layout().tensor(i).dimensions() == 2 ? 1e-2 * inner.weightDecay() : 0);
                for (int j = 0; j < before.values(i).length; j += 7) {
                    double expected = before.values(i)[j] * kept - rate * gradient.values(i)[j];
                    assertThat((double) after.values(i)[j]).isCloseTo(expected, within(1e-6));
                }
            }
        }
    }

    @Test
    void theStepIsAdamWWithDecayOnMatricesOnly() {
        try (var model = TinyModels.model(CONFIG, 3);
                var loop = loop(model, inner("adamw", 1e-2))) {
            Parameters before = stored(model);
            Parameters gradient =
                    io.grail.learning.eval.Evaluator.gradient(model, batch(0)).gradient();
            double norm = loop.step(0, batch(0)).gradientNorm();
            Parameters after = stored(model);
            InnerConfig inner = inner("adamw", 1e-2);
            double clip = Math.min(1, inner.clip() / norm);
            for (int i = 0; i < model.layout().count(); i++) {
                boolean isMatrix = model.layout().tensor(i).dimensions() == 2;
                for (int j = 0; j < before.values(i).length; j += 7) {
                    double g = gradient.values(i)[j] * clip;
                    double decayed = before.values(i)[j] * (1 - (isMatrix ? 1e-2 * inner.weightDecay() : 0));
                    // The first step's bias-corrected moments are g and g².
                    double expected = decayed - 1e-2 * g / (Math.abs(g) + inner.epsilon());
                    assertThat((double) after.values(i)[j])
                            .as(model.layout().tensor(i).name() + " at " + j)
                            .isCloseTo(expected, within(Math.abs(g) < 1e-6 ? 2e-2 : 2e-5));
                }
            }
        }
    }

    static List<StepResult> train(int steps, int microBatch) {
        return train(steps, microBatch, 1);
    }

    static List<StepResult> train(int steps, int microBatch, int threads) {
        return train("adamw", steps, microBatch, threads);
    }

    static List<StepResult> train(String optimizer, int steps, int microBatch, int threads) {
        List<StepResult> results = new ArrayList<>();
        InnerConfig inner = inner(optimizer, 1e-2);
        try (var model = TinyModels.model(CONFIG, 3);
                var loop = new InnerLoop(model, inner, LearningRateSchedule.of(inner, 100), microBatch, threads)) {
            for (int step = 0; step < steps; step++) {
                results.add(loop.step(step, batch(step)));
            }
        }
        return results;
    }

    static InnerLoop loop(LanguageModel model, InnerConfig inner) {
        return new InnerLoop(model, inner, LearningRateSchedule.of(inner, 100), 8);
    }

    static InnerConfig inner(String optimizer, double rate) {
        return new InnerConfig(8, 8, optimizer, rate, 0, 1, 0.9, 0.95, 1e-8, 0.1, 1.0);
    }

    static int[][] batch(int step) {
        return TinyModels.samples(8, 16, CONFIG.vocabSize(), step);
    }

    static Parameters stored(LanguageModel model) {
        Parameters parameters = Parameters.zeros(model.layout());
        model.store(parameters);
        return parameters;
    }
}
