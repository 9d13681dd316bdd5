package io.grail.protocol.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class OwnAdvantageTest {
    /** Beyond the others: update 0 does 4 on its own samples, −1, 0 and 1 elsewhere: mean 0, deviation 1. */
    @Test
    void anAdvantageIsInDeviationsOfWhatTheUpdateDoesElsewhere() {
        double[][] own = {{4, 0, 0}, {-1, 0, 0}, {0, 0, 0}};
        double[] common = {1, 0, 0};

        assertThat(OwnAdvantage.of(own, common)[0]).isCloseTo(4, within(1e-12));
    }

    @Test
    void theDifficultyOfABatchAndTheLengthOfAnUpdateDoNotMatter() {
        double[][] own = {{4, 1, 2}, {-1, 5, 0}, {0, 2, 3}};
        double[] common = {1, 0, 2};
        double[][] harder = {{14, 11, 12}, {-1, 5, 0}, {-7, -5, -4}};
        double[] advantages = OwnAdvantage.of(own, common);

        assertThat(OwnAdvantage.of(harder, common)).containsExactly(advantages, within(1e-9));
        double[][] scaled = new double[3][3];
        for (int b = 0; b < 3; b++) {
            for (int i = 0; i < 3; i++) {
                scaled[b][i] = 1e6 * own[b][i];
            }
        }
        assertThat(OwnAdvantage.of(scaled, new double[] {1e6, 0, 2e6})).containsExactly(advantages, within(1e-9));
    }

    @Test
    void ofOneUpdateOrEqualEffectsTheSignIsAllThereIs() {
        assertThat(OwnAdvantage.of(new double[][] {{3}}, new double[] {2})).containsExactly(10);
        assertThat(OwnAdvantage.of(new double[][] {{1}}, new double[] {2})).containsExactly(-10);
        assertThat(OwnAdvantage.of(new double[][] {{0, 0}, {0, 0}}, new double[] {0, 0}))
                .containsExactly(0, 0);
        assertThat(OwnAdvantage.of(new double[0][0], new double[0])).isEmpty();
    }

    /** Of update 0: 2.5 on its own samples, −3.5, −2.5 and 0 elsewhere: mean −2, variance 6.5 / 2. */
    @Test
    void theMeanElsewhereIsTakenOffAndTheVarianceIsOfOneLessThanTheBatches() {
        double[][] own = {{4, 1, 2}, {-1, 5, 0}, {0, 2, 3}};
        assertThat(OwnAdvantage.of(own, new double[] {1, 0, 2})[0]).isCloseTo(4.5 / Math.sqrt(3.25), within(1e-12));
        assertThat(OwnAdvantage.of(new double[][] {{5, 1}, {2, 7}}, new double[] {3, 1}))
                .containsExactly(new double[] {5.5 / Math.sqrt(24.5), 8 / Math.sqrt(2)}, within(1e-12));
    }

    @Test
    void whereNothingVariesElsewhereTheSignIsAllThereIs() {
        for (double mine : new double[] {4, 3, 1}) {
            assertThat(OwnAdvantage.of(new double[][] {{mine, 0}, {3, 0}}, new double[] {3, 0})[0])
                    .isEqualTo(10 * Math.signum(mine - 3));
        }
        assertThat(OwnAdvantage.of(new double[][] {{2}}, new double[] {2})).containsExactly(0);
    }
}
