package io.grail.node.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.ChainUnavailableException;
import io.grail.node.event.Events;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class RoleThreadTest {
    private final Events events = new Events("node", InstantSource.system(), event -> {});

    @Test
    void aQuestionToTheChainThatAnInterruptBrokeOffIsNoFailure() throws InterruptedException {
        CountDownLatch asking = new CountDownLatch(1);
        RoleThread node = RoleThread.start("node", events, () -> ask(asking), () -> {});
        asking.await();

        node.interrupt();
        node.join();

        assertThat(node.failure()).isEmpty();
    }

    @Test
    void aChainThatCannotBeReachedIsAFailure() throws InterruptedException {
        RoleThread.Role role = () -> {
            throw new ChainUnavailableException("nobody answers");
        };

        RoleThread node = RoleThread.start("node", events, role, () -> {});
        node.join();

        assertThat(node.failure()).containsInstanceOf(ChainUnavailableException.class);
    }

    /** As a chain does whose methods cannot be interrupted: the interrupt stays set, the answer is lost. */
    private static void ask(CountDownLatch asking) {
        try {
            asking.countDown();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while asking", e);
        }
    }
}
