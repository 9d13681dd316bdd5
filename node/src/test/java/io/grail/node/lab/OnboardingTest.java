package io.grail.node.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.chain.local.LedgerConfig;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.node.home.Seat;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Window;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnboardingTest {
    private static final Seat SEAT = Seat.development("validator-0");
    private static final Optional<Anchor> ANCHOR = Optional.of(new Anchor(new Window(4), Hash.ZERO));

    @TempDir
    Path directory;

    @Test
    void neitherARestartNorAnotherLocationErasesAnAnchor() throws Exception {
        try (LocalChain ledger = LocalChain.open(directory, LedgerConfig.laptop(1), new Pace.Virtual(1_000));
                Chain chain = ledger.join("validator-0")) {
            ledger.start();
            Onboarding onboarding = new Onboarding(chain, 0);
            onboarding.onboard(SEAT, 5_000, "run:validator-0");
            chain.submit(new Call.SetCommitment("run:validator-0", ANCHOR), SEAT.hotkey());
            long anchored = chain.head().number();

            onboarding.onboard(SEAT, 5_000, "run:validator-0");
            assertThat(chain.head().number()).isEqualTo(anchored);
            onboarding.onboard(SEAT, 5_000, "run:elsewhere");
            assertThat(chain.commitment(SEAT.account()))
                    .contains(
                            new Commitment("run:elsewhere", ANCHOR, chain.head().number()));
        }
    }
}
