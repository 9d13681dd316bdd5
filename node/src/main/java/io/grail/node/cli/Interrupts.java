package io.grail.node.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: the command's thread is interrupted and given time to close what it opened; then the process ends
 * at once, since native libraries must not be torn down under threads that may still be inside them.
 */
final class Interrupts implements AutoCloseable {
    private static final long GRACE_SECONDS = 20;
    /** A process ends once, so this is the process's. */
    private static volatile boolean signalled;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread command;
    private final Thread hook;

    private Interrupts(Thread command) {
        this.command = command;
        this.hook = new Thread(this::stop, "interrupted");
    }

    /** From now until it is closed, a signal interrupts the calling thread. */
    static Interrupts ofThisThread() {
        Interrupts interrupts = new Interrupts(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    /** The command is over: nothing is open any more. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal has come already: the hook ends the process.
        }
    }

    /** Whether the process is ending because of a signal: what fails then failed because of it. */
    static boolean signalled() {
        return signalled;
    }

    private void stop() {
        signalled = true;
        command.interrupt();
        try {
            if (!done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("grail: gave up waiting for a node to stop; its last snapshot is whole");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
