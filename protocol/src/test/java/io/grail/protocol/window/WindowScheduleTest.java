package io.grail.protocol.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunToml;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowScheduleTest {
    private static final WindowSchedule SCHEDULE =
            WindowSchedule.of(RunToml.parse("""
                    run.startWindow = 3
                    [window]
                    blocks = 10
                    graceSeconds = 7
                    revealSeconds = 5
                    mergeBlocks = 3
                    decideBlocks = 5
                    uploadBlocks = 2
                    weightsEvery = 2
                    checkpointEvery = 5
                    """).config());

    @Test
    void windowsAreCutFromTheChainWithoutGapOrOverlap() {
        assertThat(SCHEDULE.windowAt(0)).isEqualTo(new Window(0));
        assertThat(SCHEDULE.windowAt(39)).isEqualTo(new Window(3));
        assertThat(SCHEDULE.windowAt(40)).isEqualTo(new Window(4));
        assertThat(SCHEDULE.firstBlock(new Window(4))).isEqualTo(40);
    }

    @Test
    void phasesFollowEachOtherInsideAWindow() {
        Window window = new Window(4);

        assertThat(List.of(
                        SCHEDULE.firstBlock(window),
                        SCHEDULE.manifestDue(new Window(3)),
                        SCHEDULE.lastAnchors(new Window(3)),
                        SCHEDULE.trainUntil(window),
                        SCHEDULE.firstBlock(window.next()),
                        SCHEDULE.manifestDue(window)))
                .containsExactly(40L, 43L, 45L, 48L, 50L, 53L);
    }

    @Test
    void validatorsProposeOneBlockAfterAnotherTheFirstAtOnce() {
        assertThat(LongStream.range(0, 4).map(rank -> SCHEDULE.turn(new Window(3), (int) rank)))
                .containsExactly(40L, 43L, 44L, 45L);
    }

    @Test
    void deadlineIsGraceAfterTheTimestampOfTheClosingBlock() {
        assertThat(SCHEDULE.deadlineMillis(new Block(50, Hash.ZERO, 1_000_250))).isEqualTo(1_007_250);
    }

    @Test
    void openingsCountForAWhileAfterTheDeadline() {
        assertThat(SCHEDULE.revealMillis(new Block(50, Hash.ZERO, 1_000_250))).isEqualTo(1_012_250);
    }

    @Test
    void weightsAndCheckpointsAreCountedFromTheFirstWindow() {
        assertThat(LongStream.range(0, 12).filter(w -> SCHEDULE.isWeightsWindow(new Window(w))))
                .containsExactly(3L, 5L, 7L, 9L, 11L);
        assertThat(LongStream.range(0, 12).filter(w -> SCHEDULE.isCheckpointWindow(new Window(w))))
                .containsExactly(3L, 8L);
    }
}
