package io.grail.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
    private static final LearningRateSchedule SCHEDULE = new LearningRateSchedule(2e-3, 4, 105, 0.1);

    @Test
    void risesInEqualStepsToThePeak() {
        assertThat(SCHEDULE.at(0)).isEqualTo(0.5e-3);
        assertThat(SCHEDULE.at(1)).isEqualTo(1e-3);
        assertThat(SCHEDULE.at(3)).isEqualTo(2e-3);
        assertThat(SCHEDULE.at(4)).isEqualTo(2e-3);
    }

    @Test
    void fallsAlongACosineToItsFractionAndStaysThere() {
        assertThat(SCHEDULE.at(54)).isCloseTo(2e-3 * 0.55, within(1e-12));
        assertThat(SCHEDULE.at(104)).isCloseTo(2e-4, within(1e-15));
        assertThat(SCHEDULE.at(1_000_000)).isEqualTo(SCHEDULE.at(104));
        for (int step = 5; step < 105; step++) {
            assertThat(SCHEDULE.at(step)).isLessThan(SCHEDULE.at(step - 1));
        }
    }

    @Test
    void aRunShorterThanItsWarmUpStillHasRates() {
        var schedule = new LearningRateSchedule(1, 10, 5, 0.5);
        assertThat(schedule.at(4)).isEqualTo(0.5);
        assertThat(schedule.at(12)).isEqualTo(0.5);
    }

    @Test
    void thereIsNoStepBeforeTheFirst() {
        assertThatThrownBy(() -> SCHEDULE.at(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
