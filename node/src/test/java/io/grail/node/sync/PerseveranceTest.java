package io.grail.node.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.ChainUnavailableException;
import io.grail.chain.WrongChainException;
import io.grail.node.event.Events;
import io.grail.node.event.NodeEvent;
import io.grail.storage.StorageException;
import io.grail.storage.StoreUnavailableException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class PerseveranceTest {
    private final List<NodeEvent> told = new ArrayList<>();
    private final Clock clock = new Clock();
    private final Perseverance perseverance =
            new Perseverance(new Events("node", InstantSource.system(), s -> told.add(s.event())), clock);

    /** Time that passes by a second with each look. */
    private static final class Clock implements Polling {
        private long now;

        @Override
        public void betweenLooks() {
            now += 1_000;
        }

        @Override
        public boolean maySee(io.grail.storage.StoredObject object) {
            return true;
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public ExecutorService threads() {
            return Executors.newVirtualThreadPerTaskExecutor();
        }

        @Override
        public Duration patience() {
            return Duration.ZERO;
        }
    }

    @Test
    void whatPassesIsTriedAgainAfterLongerAndLongerPausesOfAMinuteAtMost() throws InterruptedException {
        int[] tries = {0};

        perseverance.live(() -> {
            if (++tries[0] <= 8) {
                throw tries[0] % 2 == 0
                        ? new ChainUnavailableException("nobody answers")
                        : new StoreUnavailableException("no space", new RuntimeException());
            }
        });

        assertThat(tries[0]).isEqualTo(9);
        assertThat(told)
                .extracting(event -> ((NodeEvent.Suspended) event).seconds())
                .containsExactly(2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0);
        assertThat(told.getFirst()).isEqualTo(new NodeEvent.Suspended("no space", 2));
    }

    @Test
    void aDiskThatIsFullPassesWhateverFailedForIt() throws InterruptedException {
        boolean[] full = {true};

        perseverance.live(() -> {
            if (full[0]) {
                full[0] = false;
                throw new IllegalStateException(
                        "evidence was not kept", new FileSystemException("f", null, "No space left on device"));
            }
        });

        assertThat(told).containsExactly(new NodeEvent.Suspended("evidence was not kept", 2));
    }

    @Test
    void whoHasWorkedForAWhileBeginsWithTheShortestPauseAgain() throws InterruptedException {
        int[] lives = {0};

        perseverance.live(() -> {
            if (++lives[0] == 4) {
                clock.now += Duration.ofMinutes(5).toMillis();
            }
            if (lives[0] < 6) {
                throw new ChainUnavailableException("nobody answers");
            }
        });

        assertThat(told)
                .extracting(event -> ((NodeEvent.Suspended) event).seconds())
                .containsExactly(2.0, 4.0, 8.0, 2.0, 4.0);
    }

    @Test
    void whatDoesNotPassEndsTheNode() {
        List<RuntimeException> lasting = List.of(
                new StorageException("a wrong key"),
                new WrongChainException("another genesis"),
                new IllegalStateException("a fault of ours"));
        for (RuntimeException failure : lasting) {
            assertThatThrownBy(() -> perseverance.live(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whatAnInterruptBrokeOffIsNotTriedAgain() {
        assertThatThrownBy(() -> perseverance.live(() -> {
                    Thread.currentThread().interrupt();
                    throw new ChainUnavailableException("interrupted while asking");
                }))
                .isInstanceOf(ChainUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).isEmpty();
    }
}
