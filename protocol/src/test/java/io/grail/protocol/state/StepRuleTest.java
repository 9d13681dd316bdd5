package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grail.protocol.run.MergeRule;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.window.Window;
import org.junit.jupiter.api.Test;

class StepRuleTest {
    @Test
    void theRateComesDownAlongHalfACosineFromTheFirstWindowToTheLast() {
        String run = "run = { startWindow = 100, windows = 11 }\nouter = { learningRate = 0.8, finalFraction = 0.25 }";
        assertThat(rate(run, 100)).isEqualTo(0.8);
        assertThat(rate(run, 105)).isCloseTo(0.8 * 0.625, within(1e-15));
        assertThat(rate(run, 110)).isCloseTo(0.2, within(1e-15));
        assertThat(rate(run, 99)).isEqualTo(0.8);
        assertThat(rate(run, 5_000)).isEqualTo(rate(run, 110));
        assertThat(rate(run, 103)).as("StrictMath, to the last bit").isEqualTo(0.6763355756877419);
    }

    @Test
    void withoutAFinalFractionTheRateIsConstantToTheLastBit() {
        for (long window = 1; window < 60; window++) {
            assertThat(rate("outer = { learningRate = 0.7 }", window)).isEqualTo(0.7);
        }
    }

    @Test
    void aRunOfOneWindowHasTheFullRate() {
        assertThat(rate("run = { windows = 1 }\nouter = { finalFraction = 0.1 }", 1))
                .isEqualTo(1);
    }

    @Test
    void moreThanTheReferenceNumberOfPeersSlowOnlyAStepThatGrowsWithThem() {
        assertThat(new StepRule(MergeRule.SCATTER_MEAN, false, 0.7, 4).rateFor(16))
                .isEqualTo(0.35);
        assertThat(new StepRule(MergeRule.MEDIAN, false, 0.7, 4).rateFor(16)).isEqualTo(0.35);
        assertThat(new StepRule(MergeRule.SCATTER_MEAN, false, 0.7, 4).rateFor(4))
                .isEqualTo(0.7);
        assertThat(new StepRule(MergeRule.MEAN, false, 0.7, 4).rateFor(16)).isEqualTo(0.7);
        assertThat(new StepRule(MergeRule.SCATTER_MEAN, true, 0.7, 4).rateFor(16))
                .isEqualTo(0.7);
    }

    @Test
    void theMomentumIsTheRuns() {
        Window window = new Window(1);
        assertThat(StepRule.of(RunToml.parse("outer.nesterov = 0.9").config(), window)
                        .nesterov())
                .isEqualTo(0.9);
        assertThat(StepRule.of(RunToml.parse("").config(), window).nesterov()).isZero();
    }

    private static double rate(String toml, long window) {
        RunConfig run = RunToml.parse(toml).config();
        return StepRule.of(run, new Window(window)).rate();
    }
}
