package io.grail.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grail.learning.device.Native;
import io.grail.protocol.run.MergeRule;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.MedianNorm;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.ScaledNudge;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void scoresAreThoseOfTheFormulas(boolean tied) {
        ModelConfig config = TinyModels.config(tied);
        int[] tokens = TinyModels.samples(1, 150, config.vocabSize(), 5)[0]; // several pieces of the mask
        try (var model = TinyModels.model(config, 3)) {
            double[][] expected = new ReferenceDecoder(config, TinyModels.parameters(model.layout(), 3)).logits(tokens);
            float[] actual = logits(model, tokens);
            for (int t = 0; t < tokens.length; t++) {
                for (int v = 0; v < config.vocabSize(); v++) {
                    assertThat((double) actual[t * config.vocabSize() + v])
                            .as("token %d, score %d", t, v)
                            .isCloseTo(expected[t][v], within(5e-5));
                }
            }
        }
    }

    @Test
    void loadingAndStoringKeepsEveryBit() {
        try (var model = LanguageModel.create(TinyModels.config(false), TinyModels.cpu())) {
            Parameters odd = anyBits(model, 11);
            model.load(odd);
            Parameters stored = Parameters.zeros(model.layout());
            model.store(stored);
            assertThat(stored.sameBits(odd)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nudgeTakesTheClippedStepAndEndsWithoutATrace(boolean sign) {
        long seed = new Random().nextLong();
        try (var model = TinyModels.model(TinyModels.config(true), 3)) {
            Random random = new Random(seed);
            SparseUpdate update = update(model, random);
            var clip = MedianNorm.of(model.layout(), List.of(update(model, random), update, update(model, random)));
            var nudge = ScaledNudge.of(update, clip, new StepRule(MergeRule.SCATTER_MEAN, sign, 1, 4), 0.2);
            Parameters before = stored(model);
            try (var _ = model.nudged(nudge, before)) {
                assertThat(stored(model).sameBits(moved(before, nudge)))
                        .as("seed %d", seed)
                        .isTrue();
            }
            assertThat(stored(model).sameBits(before)).as("seed %d", seed).isTrue();
        }
    }

    private static Parameters moved(Parameters before, ScaledNudge nudge) {
        Parameters moved = before.copy();
        for (int i = 0; i < before.layout().count(); i++) {
            nudge.apply(i, moved.values(i));
        }
        return moved;
    }

    private static SparseUpdate update(LanguageModel model, Random random) {
        int[][] positions = new int[model.layout().count()][];
        float[][] values = new float[positions.length][];
        for (int i = 0; i < positions.length; i++) {
            int columns = model.layout().tensor(i).columns();
            positions[i] = random.ints(random.nextInt(9), 0, columns)
                    .distinct()
                    .sorted()
                    .toArray();
            values[i] = new float[positions[i].length];
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = (float) random.nextGaussian();
            }
        }
        return SparseUpdate.of(model.layout(), positions, values, ParallelFor.SEQUENTIAL);
    }

    @Test
    void parametersOfAnotherModelAreRefused() {
        try (var model = LanguageModel.create(TinyModels.config(true), TinyModels.cpu());
                var other = LanguageModel.create(TinyModels.config(false), TinyModels.cpu())) {
            assertThatThrownBy(() -> model.load(Parameters.zeros(other.layout())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another model");
        }
    }

    private static float[] logits(LanguageModel model, int[] tokens) {
        float[] logits = new float[tokens.length * model.config().vocabSize()];
        try (var _ = Native.scope()) {
            int[][] rows = {tokens};
            var hidden = model.hidden(Native.ids(model.device(), rows, 0, tokens.length), Memory.NONE);
            Native.read(model.logits(hidden), logits);
        }
        return logits;
    }

    private static Parameters stored(LanguageModel model) {
        Parameters parameters = Parameters.zeros(model.layout());
        model.store(parameters);
        return parameters;
    }

    private static Parameters anyBits(LanguageModel model, long seed) {
        Random random = new Random(seed);
        Parameters parameters = Parameters.zeros(model.layout());
        for (int i = 0; i < model.layout().count(); i++) {
            float[] values = parameters.values(i);
            Arrays.setAll(new Object[values.length], j -> values[j] = Float.intBitsToFloat(random.nextInt()));
        }
        return parameters;
    }
}
