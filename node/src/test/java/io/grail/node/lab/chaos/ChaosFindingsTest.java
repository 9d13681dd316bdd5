package io.grail.node.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.data.Dataset;
import io.grail.learning.device.NativeRuntime;
import io.grail.protocol.window.Window;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What seeds have found out, each as the faults that show it. */
class ChaosFindingsTest {
    @TempDir
    Path folder;

    private List<String> found(int windows, Fault... faults) throws Exception {
        NativeRuntime.start(1);
        try (Dataset data = ChaosRules.data(folder)) {
            FaultPlan plan = new FaultPlan(1, List.of(faults));
            Trial trial = new ChaosRun(data, Cast.USUAL, windows).of(plan, ChaosRun.Plants.NONE);
            assertThat(trial.fired()).as("faults that took effect").containsAll(plan.faults());
            return trial.report();
        }
    }

    @Test
    void aScorecardThatIsOutCountsHoweverLateItsAuthorComesBack() throws Exception {
        assertThat(found(6, new Fault.Crash("validator-2", new Window(3), Effect.DISK, 5, false, 10, false)))
                .isEmpty();
    }

    @Test
    void aLeadThatReachesNoBucketProposesNothing() throws Exception {
        assertThat(found(6, new Fault.BucketsCut("validator-0", new Window(3), 8, 4)))
                .isEmpty();
    }
}
