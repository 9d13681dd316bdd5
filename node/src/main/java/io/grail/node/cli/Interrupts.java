package io.grail.node.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM stop a command in order: the JVM's shutdown waits until the command has closed what it opened.
 */
final class Interrupts implements AutoCloseable {
    private static final long GRACE_SECONDS = 20;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    private Interrupts(Runnable stop) {
        hook = new Thread(
                () -> {
                    happened = true;
                    stop.run();
                    awaitClose();
                },
                "interrupted");
    }

    /** Runs {@code stop} once when a signal comes, until this is closed. */
    static Interrupts onSignal(Runnable stop) {
        Interrupts interrupts = new Interrupts(stop);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        closed.countDown();
        if (!happened) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void awaitClose() {
        try {
            if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("grail: gave up waiting for a node; its last snapshot is whole");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
