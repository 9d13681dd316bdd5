package io.grail.bench.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EffectTableTest {
    /** Rows: batches of updates 0, 1, 2, and common samples. */
    private static final EffectTable TABLE =
            new EffectTable(new double[][] {{5, 1, 3}, {2, 4, 2}, {3, 3, 3}, {2, 2, 4}});

    @Test
    void advantageIsADifferenceOfDifferences() {
        assertThat(TABLE.beyondOthers(0, 0)).isEqualTo(3);
        assertThat(TABLE.beyondOthers(3, 0)).isEqualTo(-1);
        assertThat(TABLE.overCommon(0)).isEqualTo(4);
    }

    @Test
    void allOtherBatchesServeAsReferenceAndAsMeasure() {
        // Elsewhere update 0 is beyond the others by −1, 0 and −1.
        assertThat(TABLE.overAll(0)).isCloseTo(3 + 2 / 3.0, within(1e-15));
        assertThat(TABLE.standardised(0)).isCloseTo((3 + 2 / 3.0) / Math.sqrt(1 / 3.0), within(1e-12));
    }

    @Test
    void anEasyBatchIsNobodysMerit() {
        EffectTable easier = new EffectTable(new double[][] {{105, 101, 103}, {2, 4, 2}, {3, 3, 3}, {2, 2, 4}});
        assertThat(easier.overCommon(0)).isEqualTo(TABLE.overCommon(0));
    }

    @Test
    void relativeEffectsForgetHowLongAnUpdateIs() {
        EffectTable longer = new EffectTable(new double[][] {{10, 1, 3}, {4, 4, 2}, {6, 3, 3}, {4, 2, 4}});
        assertThat(longer.relative().overCommon(0)).isCloseTo(TABLE.relative().overCommon(0), within(1e-15));
    }

    @Test
    void oneUpdateAloneCannotBeCompared() {
        assertThatThrownBy(() -> new EffectTable(new double[][] {{1}, {1}}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
