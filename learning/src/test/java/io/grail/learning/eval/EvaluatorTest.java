package io.grail.learning.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grail.learning.model.ReferenceDecoder;
import io.grail.learning.model.TinyModels;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.Parameters;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
    private static final ModelConfig CONFIG = TinyModels.config(true);
    private static final int[][] SAMPLES = TinyModels.samples(5, 16, CONFIG.vocabSize(), 8);

    @Test
    void lossIsThatOfTheFormulas() {
        try (var model = TinyModels.model(CONFIG, 3)) {
            var reference = new ReferenceDecoder(CONFIG, TinyModels.parameters(model.layout(), 3));
            double[] losses = Evaluator.losses(model, SAMPLES);
            for (int i = 0; i < SAMPLES.length; i++) {
                assertThat(losses[i]).isCloseTo(reference.loss(SAMPLES[i]), within(1e-5));
            }
        }
    }

    @Test
    void aSamplesLossDoesNotDependOnItsCompany() {
        try (var model = TinyModels.model(CONFIG, 3)) {
            double[] together = Evaluator.losses(model, SAMPLES);
            for (int i = 0; i < SAMPLES.length; i++) {
                assertThat(Evaluator.losses(model, new int[][] {SAMPLES[i]})).containsExactly(together[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gradientIsTheSlopeOfTheLoss(boolean tied) {
        ModelConfig config = TinyModels.config(tied);
        try (var model = TinyModels.model(config, 3)) {
            Parameters gradient = Evaluator.gradient(model, SAMPLES).gradient();
            Parameters parameters = TinyModels.parameters(model.layout(), 3);
            for (int tensor = 0; tensor < model.layout().count(); tensor++) {
                for (int place : new int[] {0, parameters.values(tensor).length / 2}) {
                    double expected = slope(config, parameters, tensor, place);
                    assertThat((double) gradient.values(tensor)[place])
                            .as(model.layout().tensor(tensor).name() + " at " + place)
                            .isCloseTo(expected, within(2e-5));
                }
            }
        }
    }

    @Test
    void lossFromTheBackwardPassHasTheBitsOfTheForwardPass() {
        try (var model = TinyModels.model(CONFIG, 3)) {
            double mean = Arrays.stream(Evaluator.losses(model, SAMPLES)).reduce(0, Double::sum) / SAMPLES.length;

            assertThat(Evaluator.gradient(model, SAMPLES).loss()).isEqualTo(mean);
        }
    }

    private static double slope(ModelConfig config, Parameters parameters, int tensor, int place) {
        float[] values = parameters.values(tensor);
        float old = values[place];
        values[place] = old + 1e-3f;
        float above = values[place];
        double up = meanLoss(config, parameters);
        values[place] = old - 1e-3f;
        double down = meanLoss(config, parameters);
        double width = (double) above - values[place];
        values[place] = old;
        return (up - down) / width;
    }

    private static double meanLoss(ModelConfig config, Parameters parameters) {
        double sum = 0;
        for (int[] sample : SAMPLES) {
            sum += new ReferenceDecoder(config, parameters).loss(sample);
        }
        return sum / SAMPLES.length;
    }

    @Test
    void tokensOutsideTheVocabularyAreRefused() {
        try (var model = TinyModels.model(CONFIG, 3)) {
            assertThatThrownBy(() -> Evaluator.losses(model, new int[][] {{1, 2, 61}}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("token 61 is not in [0, 61)");
        }
    }
}
