package io.grail.chain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.ChainUnavailableException;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Block;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VirtualTimeTest {
    private static final int BLOCK_MILLIS = 1_000;

    @TempDir
    Path directory;

    @Test
    void blocksAreTheSameWhateverTheThreadsTiming() throws Exception {
        long seed = new Random().nextLong();
        List<Hash> first = hashesOfARun("a", new Random(seed));
        List<Hash> second = hashesOfARun("b", new Random(seed + 1));
        assertThat(first).as("seed %d", seed).hasSize(41).isEqualTo(second);
    }

    /** Five participants, two of whom sign with the same key, act with random delays. */
    private List<Hash> hashesOfARun(String name, Random delays) throws Exception {
        try (LocalChain chain = open(name)) {
            List<Chain> handles = new ArrayList<>();
            for (String participant : List.of("one", "two", "three", "four", "five")) {
                handles.add(chain.join(participant));
            }
            chain.start();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> done = new ArrayList<>();
                for (int i = 0; i < handles.size(); i++) {
                    Chain handle = handles.get(i);
                    Keypair signer = Keypair.fromUri(i < 2 ? "//Alice" : "//Bob");
                    Random own = new Random(delays.nextLong());
                    int rao = 10 + i;
                    done.add(threads.submit(() -> live(handle, signer, rao, own)));
                }
                for (Future<?> each : done) {
                    each.get(30, TimeUnit.SECONDS);
                }
            }
            assertThat(chain.headTime().instant())
                    .isEqualTo(Instant.ofEpochMilli(Pace.Virtual.GENESIS_MILLIS + 40L * BLOCK_MILLIS));
            List<Hash> hashes = new ArrayList<>();
            for (long n = 0; n <= chain.head().number(); n++) {
                hashes.add(chain.block(n).orElseThrow().hash());
            }
            return hashes;
        }
    }

    private static Void live(Chain chain, Keypair signer, int rao, Random delays) throws InterruptedException {
        try (chain) {
            for (Block head = chain.head(); head.number() < 40; head = chain.awaitBlock(head.number() + 1)) {
                LockSupport.parkNanos(delays.nextInt(300_000));
                if (head.number() % 4 == rao % 4 && head.number() < 36) {
                    chain.submit(new Call.Transfer(Keypair.fromUri("//Eve").account(), rao), signer);
                }
                head = chain.head();
            }
            return null;
        }
    }

    @Test
    void noBlockComesWhileAParticipantIsBusy() throws Exception {
        try (LocalChain chain = open("busy");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Chain busy = chain.join("busy");
            Chain idle = chain.join("idle");
            chain.start();
            Future<Block> waiting = threads.submit(() -> idle.awaitBlock(3));
            assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(chain.head().number()).isZero();
            assertThat(busy.awaitBlock(2).number()).isEqualTo(2);
            busy.close();
            assertThat(waiting.get(10, TimeUnit.SECONDS).number()).isEqualTo(3);
            idle.close();
        }
    }

    @Test
    void aParticipantThatIsInterruptedHurtsNobodyElse() throws Exception {
        try (LocalChain chain = open("interrupted")) {
            Chain stopped = chain.join("stopped");
            Chain other = chain.join("other");
            chain.start();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> stopped.awaitBlock(3)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Thread.currentThread().interrupt();
            stopped.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(other.awaitBlock(3).number()).isEqualTo(3);
            other.close();
        }
    }

    @Test
    void anObserverWaitsWithoutMovingTimeAndMaySubmitNothing() throws Exception {
        try (LocalChain chain = open("observer")) {
            chain.start();
            assertThat(chain.pollBlock(1, Duration.ofMillis(20))).isEmpty();
            Keypair alice = Keypair.fromUri("//Alice");
            assertThatThrownBy(() -> chain.submit(new Call.SetCommitment("x"), alice))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("join first");
        }
    }

    @Test
    void closingTheChainWakesWhoeverWaits() throws Exception {
        LocalChain chain = open("closing");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            chain.join("busy");
            Chain idle = chain.join("idle");
            chain.start();
            Future<Block> waiting = threads.submit(() -> idle.awaitBlock(3));
            chain.close();
            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ChainUnavailableException.class)
                    .hasMessageContaining("is closed");
        }
    }

    private LocalChain open(String name) {
        return LocalChain.open(directory.resolve(name), LedgerConfig.laptop(5), new Pace.Virtual(BLOCK_MILLIS));
    }
}
