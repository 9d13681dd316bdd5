package io.grail.chain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.protocol.identity.Keypair;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
    @TempDir
    Path directory;

    @Test
    void theLastStatesAreKeptAndSharedWhileNothingChanges() throws Exception {
        try (LocalChain chain =
                        LocalChain.open(directory, LedgerConfig.laptop(1).withTempo(50_000), new Pace.Virtual(1_000));
                Chain node = chain.join("node")) {
            chain.start();
            Keypair miner = Keypair.fromUri("//miner");
            node.submit(new Call.BurnedRegister(miner.hotkey()), Keypair.fromUri("//Alice"));
            node.submit(new Call.SetCommitment("run:miner"), miner);
            node.awaitBlock(History.KEPT);
            assertThat(chain.metagraph(0).hotkeys()).containsExactly(DevAccounts.OWNER_HOTKEY);
            assertThat(chain.metagraph(1).hotkeys()).contains(miner.hotkey());
            assertThat(chain.metagraph(7).block()).isEqualTo(7);
            assertThat(chain.metagraph(7).neurons())
                    .isSameAs(chain.metagraph(4_000).neurons())
                    .isSameAs(chain.metagraph(1).neurons());
            assertThat(chain.commitments(1)).isEmpty();
            assertThat(chain.commitments(2).keySet()).containsExactly(miner.hotkey());
            assertThat(chain.commitments(2)).isSameAs(chain.commitments(4_000));

            node.awaitBlock(History.KEPT + 1);
            assertThatThrownBy(() -> chain.metagraph(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no longer kept");
            assertThatThrownBy(() -> chain.commitments(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no longer kept");
            assertThat(chain.metagraph(1).hotkeys()).contains(miner.hotkey());
            assertThat(chain.commitments(1)).isEmpty();
        }
    }
}
