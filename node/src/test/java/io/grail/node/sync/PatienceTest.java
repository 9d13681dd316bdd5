package io.grail.node.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.run.Presets;
import io.grail.protocol.run.WindowConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PatienceTest {
    private final WindowConfig window = Presets.named("tiny").window();

    @Test
    void twoRoundsOfQuestionsFitBeforeTheManifestIsDueAndEachHasRoomForASecondTry() {
        for (int seconds = 1; seconds < 60; seconds++) {
            Duration block = Duration.ofSeconds(seconds);
            Patience patience = Patience.of(window, block);

            assertThat(patience.peers().multipliedBy(2)).isLessThanOrEqualTo(block.multipliedBy(window.mergeBlocks()));
            assertThat(patience.silence()).isLessThan(patience.peers());
        }
    }

    @Test
    void withBlocksOfAnHourNobodyIsWaitedForLongerThanANetworkEverNeeds() {
        assertThat(Patience.of(window, Duration.ofHours(1)))
                .isEqualTo(new Patience(Duration.ofMinutes(10), Duration.ofSeconds(15)));
    }

    @Test
    void withBlocksOfAMomentEveryStoreStillHasASecond() {
        assertThat(Patience.of(window, Duration.ofMillis(50)))
                .isEqualTo(new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }
}
