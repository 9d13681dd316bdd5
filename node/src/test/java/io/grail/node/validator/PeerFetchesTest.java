package io.grail.node.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.ChainUnavailableException;
import io.grail.node.sync.Polling;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.storage.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PeerFetchesTest {
    private static final int SILENT = 60;

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

    @Test
    void whoSaysNothingIsGivenUpTogetherAndTakesNothingFromTheOthers() throws InterruptedException {
        List<Keypair> all = Stream.concat(
                        Stream.generate(Keypair::generate).limit(SILENT), Stream.of(Keypair.fromUri("//prompt")))
                .toList();
        long started = System.nanoTime();

        List<Gathered> gathered =
                PeerFetches.all(Polling.everyMillis(1, Duration.ofSeconds(1)), all, Keypair::hotkey, each -> {
                    if (each != all.getLast()) {
                        waitForever();
                    }
                    return new Gathered.TurnedDown(
                            each.hotkey(),
                            new Rejection(RejectionCode.MISSING, "nothing", "something"),
                            Sighting.NOTHING);
                });

        List<String> told = gathered.stream()
                .map(one -> ((Gathered.TurnedDown) one).rejection().toString())
                .toList();
        assertThat(told.subList(0, SILENT))
                .allSatisfy(silent -> assertThat(silent).contains("UNREACHABLE", "no answer after 1.0 s"));
        assertThat(told.getLast()).contains("MISSING");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new StorageException("interrupted", e);
        }
    }

    private List<Gathered> fetch(RuntimeException failure) throws InterruptedException {
        return PeerFetches.all(
                Polling.everyMillis(1, Duration.ofSeconds(30)), List.of(peer), Function.identity(), _ -> {
                    throw failure;
                });
    }
}
