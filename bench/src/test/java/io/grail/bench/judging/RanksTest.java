package io.grail.bench.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RanksTest {
    @Test
    void equalValuesShareTheMeanOfTheirRanks() {
        assertThat(Ranks.of(new double[] {10, 20, 10, 5})).containsExactly(2.5, 4, 2.5, 1);
    }

    @Test
    void correlationIsThatOfTheTextbooks() {
        // IQ and hours of television, Wikipedia's example: −29/165.
        double[] iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
        assertThat(Ranks.correlation(iq, hours)).isCloseTo(-29 / 165.0, within(1e-12));
    }

    @Test
    void onlyTheOrderCounts() {
        assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {-5, 0, 1e9}))
                .isCloseTo(1, within(1e-12));
        assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {9, 8, -7}))
                .isCloseTo(-1, within(1e-12));
    }

    @Test
    void tiesAreCountedAsPearsonCountsThem() {
        // scipy.stats.spearmanr([1, 2, 2, 4], [1, 3, 2, 4])
        assertThat(Ranks.correlation(new double[] {1, 2, 2, 4}, new double[] {1, 3, 2, 4}))
                .isCloseTo(0.9486832980505138, within(1e-12));
    }
}
