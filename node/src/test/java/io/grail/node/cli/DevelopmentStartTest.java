package io.grail.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.run.WindowConfig;
import org.junit.jupiter.api.Test;

final class DevelopmentStartTest {
    private final RunConfig rules = RunToml.parse("").config();

    @Test
    void aWindowHasAsManyTimesMoreBlocksAsTheMachineNeeds() {
        RunConfig placed = DevelopmentStart.place(rules, 7, 5_000, 1_000, 2_900);

        assertThat(placed.window().blocks()).isEqualTo(3 * rules.window().blocks());
        assertThat(placed.window().mergeBlocks()).isEqualTo(3 * rules.window().mergeBlocks());
        assertThat(placed.window().decideBlocks()).isEqualTo(3 * rules.window().decideBlocks());
        assertThat(placed.window().uploadBlocks()).isEqualTo(3 * rules.window().uploadBlocks());
        assertThat(placed.chain().netuid()).isEqualTo(7);
    }

    @Test
    void theFirstWindowBeginsAfterTheHead() {
        RunConfig placed = DevelopmentStart.place(rules, 7, 5_009, 12_000, 1_300);

        assertThat(placed.run().startWindow() * placed.window().blocks()).isGreaterThan(5_009);
    }

    @Test
    void anAnchorIsFinalBeforeTheDecisionHoweverFastTheMachine() {
        for (int blockMillis : new int[] {250, 1_000, 12_000}) {
            WindowConfig placed =
                    DevelopmentStart.place(rules, 7, 0, blockMillis, 1).window();

            int revealed = Math.ceilDiv(1_000 * (placed.graceSeconds() + placed.revealSeconds()), blockMillis);
            assertThat(placed.decideBlocks()).isGreaterThanOrEqualTo(revealed + 6);
        }
    }

    @Test
    void openingsCountForThreeBlocksSinceAMinerHearsOfABlockWhenItIsFinal() {
        RunConfig placed = DevelopmentStart.place(rules, 7, 0, 12_000, 1_300);

        assertThat(placed.window().revealSeconds()).isEqualTo(36);
        assertThat(placed.window().graceSeconds()).isEqualTo(12);
    }
}
