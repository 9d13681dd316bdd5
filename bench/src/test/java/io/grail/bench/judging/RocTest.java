package io.grail.bench.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RocTest {
    /** scikit-learn's example: labels 0, 0, 1, 1 with scores 0.1, 0.4, 0.35, 0.8 have an area of 0.75. */
    private static final Roc KNOWN = new Roc(new double[] {0.35, 0.8}, new double[] {0.1, 0.4});

    @Test
    void areaIsTheShareOfPairsInTheRightOrder() {
        assertThat(KNOWN.area()).isCloseTo(0.75, within(1e-15));
        assertThat(new Roc(new double[] {3, 4}, new double[] {1, 2}).area()).isEqualTo(1);
        assertThat(new Roc(new double[] {1, 2}, new double[] {3, 4}).area()).isEqualTo(0);
    }

    @Test
    void tiesCountHalf() {
        assertThat(new Roc(new double[] {1, 1}, new double[] {1}).area()).isEqualTo(0.5);
        assertThat(new Roc(new double[] {1, 2}, new double[] {1, 0}).area()).isCloseTo(0.875, within(1e-15));
    }

    @Test
    void pointsRunFromNobodyToEverybody() {
        assertThat(KNOWN.points())
                .containsExactly(
                        new Roc.Point(0, 0),
                        new Roc.Point(0, 0.5),
                        new Roc.Point(0.5, 0.5),
                        new Roc.Point(0.5, 1),
                        new Roc.Point(1, 1));
    }

    @Test
    void foundIsTheBestThatTheAllowedErrorBuys() {
        assertThat(KNOWN.found(0.05)).isEqualTo(0.5);
        assertThat(KNOWN.found(0.5)).isEqualTo(1);
        assertThat(new Roc(new double[] {1}, new double[] {1}).found(0.05)).isEqualTo(0);
    }
}
