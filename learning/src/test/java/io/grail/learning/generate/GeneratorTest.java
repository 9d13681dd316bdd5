package io.grail.learning.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grail.learning.model.ReferenceDecoder;
import io.grail.learning.model.TinyModels;
import io.grail.protocol.run.ModelConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final ModelConfig CONFIG = TinyModels.config(true);
    private static final int[] TEXT = TinyModels.samples(1, 24, CONFIG.vocabSize(), 5)[0];

    @Test
    void scoresWithTheCacheAreThoseOfTheWholeText() {
        try (var model = TinyModels.model(CONFIG, 3);
                var reader = Generator.reader(model, TEXT.length)) {
            double[][] whole = new ReferenceDecoder(CONFIG, TinyModels.parameters(model.layout(), 3)).logits(TEXT);
            float[] scores = reader.scores(Arrays.copyOf(TEXT, 10));
            for (int t = 10; ; t++) {
                for (int token = 0; token < scores.length; token++) {
                    assertThat((double) scores[token]).isCloseTo(whole[t - 1][token], within(1e-4));
                }
                if (t == TEXT.length) {
                    break;
                }
                scores = reader.scores(new int[] {TEXT[t]});
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameTextAndAnotherSeedAnother() {
        try (var model = TinyModels.model(CONFIG, 3)) {
            int[] first = generate(model, new Sampling(1, 0, 1, 7));
            assertThat(generate(model, new Sampling(1, 0, 1, 7))).isEqualTo(first);
            assertThat(generate(model, new Sampling(1, 0, 1, 8))).isNotEqualTo(first);
        }
    }

    @Test
    void withoutTemperatureTheBestTokenIsTaken() {
        try (var model = TinyModels.model(CONFIG, 3)) {
            int[] greedy = generate(model, new Sampling(0, 0, 1, 1));
            assertThat(generate(model, new Sampling(1, 1, 1, 2))).isEqualTo(greedy);
            assertThat(generate(model, new Sampling(1, 0, 1e-9, 3))).isEqualTo(greedy);
        }
    }

    @Test
    void eachTokenIsSeenAtOnceAndTheListenerMayStop() {
        List<Integer> seen = new ArrayList<>();
        try (var model = TinyModels.model(CONFIG, 3)) {
            int[] tokens = Generator.generate(model, TEXT, 20, new Sampling(1, 0, 1, 7), token -> {
                seen.add(token);
                return seen.size() < 5;
            });
            assertThat(tokens).hasSize(5);
            assertThat(Arrays.stream(tokens).boxed()).isEqualTo(seen);
        }
    }

    @Test
    void nothingStaysInNativeMemory() {
        try (var model = TinyModels.model(CONFIG, 3)) {
            generate(model, new Sampling(1, 0, 1, 7));
            long before = Pointer.totalCount();
            generate(model, new Sampling(1, 0, 1, 7));
            assertThat(Pointer.totalCount()).isEqualTo(before);
        }
    }

    @Test
    void drawsFollowTheProbabilities() {
        var sampler = new Sampler(new Sampling(0.5, 0, 1, 9));
        float[] scores = {0, (float) Math.log(2), (float) Math.log(3)};
        int[] counts = new int[3];
        for (int i = 0; i < 14_000; i++) {
            counts[sampler.draw(scores)]++;
        }
        // At temperature 1/2 the odds 1 : 2 : 3 are squared.
        assertThat(counts[0]).isBetween(850, 1150);
        assertThat(counts[1]).isBetween(3800, 4200);
        assertThat(counts[2]).isBetween(8750, 9250);
    }

    @Test
    void anEmptyPromptIsRefused() {
        try (var model = TinyModels.model(CONFIG, 3)) {
            assertThatThrownBy(() -> Generator.generate(model, new int[0], 1, new Sampling(1, 0, 1, 7), _ -> true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static int[] generate(io.grail.learning.model.LanguageModel model, Sampling sampling) {
        return Generator.generate(model, TEXT, 20, sampling, _ -> true);
    }
}
