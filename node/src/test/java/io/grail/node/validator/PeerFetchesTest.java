package io.grail.node.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.ChainUnavailableException;
import io.grail.node.sync.Polling;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.storage.StorageException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class PeerFetchesTest {
    private final Hotkey peer = Keypair.fromUri("//peer").hotkey();

    @Test
    void aStoreThatCannotBeReadIsItsOwnersAffair() throws InterruptedException {
        List<Gathered> gathered = fetch(new StorageException("no such bucket"));

        assertThat(gathered).singleElement().isInstanceOfSatisfying(Gathered.TurnedDown.class, down -> {
            assertThat(down.hotkey()).isEqualTo(peer);
            assertThat(down.rejection().code()).isEqualTo(RejectionCode.UNREACHABLE);
        });
    }

    @Test
    void aChainOutOfReachStaysThatAndIsBookedOnNoPeer() {
        assertThatThrownBy(() -> fetch(new ChainUnavailableException("nobody answers")))
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessage("nobody answers");
    }

    private List<Gathered> fetch(RuntimeException failure) throws InterruptedException {
        return PeerFetches.all(Polling.everyMillis(1), List.of(peer), Function.identity(), _ -> {
            throw failure;
        });
    }
}
