package io.grail.protocol.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DataConfigTest {
    private static final DataConfig LARGE = new DataConfig("", 256, 2048);

    @Test
    void validationTakesAtMostAnEighthOfASmallDataset() {
        assertThat(LARGE.fittedTo(1_000_000)).isEqualTo(LARGE);
        assertThat(LARGE.fittedTo(8 * 2048)).isEqualTo(LARGE);
        assertThat(LARGE.fittedTo(800).validationSamples()).isEqualTo(100);
        assertThat(LARGE.fittedTo(5).validationSamples()).isEqualTo(2);
    }

    @Test
    void aDatasetOfTheRequiredSizeLeavesEnoughToTrainOn() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 1_000; i++) {
            DataConfig data = new DataConfig("", 256, random.nextInt(2, 4096));
            long training = random.nextLong(1, 100_000);
            long samples = data.samplesFor(training);

            assertThat(samples - data.fittedTo(samples).validationSamples())
                    .as("%d to train on, %s", training, data)
                    .isGreaterThanOrEqualTo(training);
        }
    }
}
