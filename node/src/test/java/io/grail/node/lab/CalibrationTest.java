package io.grail.node.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.run.WindowConfig;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
    private static final int VALIDATION_SAMPLES = 256;

    @Test
    void aMachineOfAnySpeedHasTimeForGraceRevealAndTheMergeBeforeTheDecision() {
        RunConfig run = RunToml.parse("").config();
        WindowConfig window = run.window();
        for (double faster : new double[] {1, 10, 1_000}) {
            Calibration machine = new Calibration(0.2 / faster, 0.01 / faster, 2);

            double blockSeconds = machine.blockMillis(run, 4, 2, VALIDATION_SAMPLES) / 1e3;

            assertThat(window.decideBlocks() * blockSeconds)
                    .isGreaterThan(window.graceSeconds() + window.revealSeconds() + 2 * blockSeconds);
        }
    }

    @Test
    void aSlowMachineHasLongerBlocks() {
        RunConfig run = RunToml.parse("").config();

        int fast = new Calibration(0.2, 0.01, 2).blockMillis(run, 4, 2, VALIDATION_SAMPLES);
        int slow = new Calibration(0.4, 0.02, 2).blockMillis(run, 4, 2, VALIDATION_SAMPLES);

        assertThat(slow).isBetween(3 * fast / 2, 2 * fast);
    }
}
