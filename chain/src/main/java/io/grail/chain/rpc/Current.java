package io.grail.chain.rpc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The link in use, for which requests wait while there is none. */
final class Current {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Link> link = Optional.empty();
    private String lately = "no endpoint has answered yet";
    private boolean hopeless;
    private boolean closed;
    private long pausedUntil = System.nanoTime();

    /**
     * A link to ask {@code request} over, once there is one and the pause is over.
     *
     * @param deadline as it was given, for the message
     * @throws RpcException.TimedOut if there is none in time
     * @throws RpcException.RateLimited if the pause ends too late
     * @throws RpcException.OtherChain if no endpoint serves the right chain
     * @throws RpcException.Closed if there will be none
     */
    Link await(String request, Duration deadline, Deadline until) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    throw new RpcException.Closed(request);
                }
                if (hopeless) {
                    throw new RpcException.OtherChain(lately);
                }
                long pause = pausedUntil - System.nanoTime();
                if (pause > until.left()) {
                    throw new RpcException.RateLimited(request, lately);
                }
                if (pause <= 0 && link.isPresent() && !link.get().isLost()) {
                    return link.get();
                }
                if (until.hasPassed()) {
                    throw new RpcException.TimedOut(request, deadline, lately);
                }
                long wait = pause > 0 ? pause : until.left();
                var _ = changed.awaitNanos(wait);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The link in use, if it is of use. */
    Optional<Link> now() {
        lock.lock();
        try {
            return link.filter(each -> !each.isLost());
        } finally {
            lock.unlock();
        }
    }

    void up(Link next) {
        change(() -> {
            link = Optional.of(next);
            hopeless = false;
        });
    }

    /**
     * There is none for now.
     *
     * @param report what was wrong, for the messages of those who wait in vain
     * @param noHope whether every endpoint serves another chain
     */
    void down(String report, boolean noHope) {
        change(() -> {
            link = Optional.empty();
            lately = report;
            hopeless = noHope;
        });
    }

    /** Nobody asks anything for so long: the node limits the rate. */
    void pause(Duration time, String report) {
        change(() -> {
            lately = report;
            pausedUntil = Math.max(pausedUntil, System.nanoTime() + time.toNanos());
        });
    }

    String lately() {
        lock.lock();
        try {
            return lately;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        change(() -> closed = true);
    }

    private void change(Runnable how) {
        lock.lock();
        try {
            how.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until it is closed; says whether it is. */
    boolean awaitClosed(Duration time) throws InterruptedException {
        Deadline until = Deadline.in(time);
        lock.lock();
        try {
            while (!closed && !until.hasPassed()) {
                var _ = changed.await(until.left(), TimeUnit.NANOSECONDS);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
