package io.grail.node.sync;

import io.grail.protocol.state.ParallelFor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs the protocol's exact arithmetic on threads of its own.
 *
 * <p>They never run native code: a native library may switch its thread to flush denormals, and then the same Java
 * arithmetic would give other bits.
 */
public final class WorkerPool implements ParallelFor, AutoCloseable {
    private final ExecutorService threads;
    private final int width;

    public WorkerPool(int width) {
        this.width = width;
        this.threads = Executors.newFixedThreadPool(
                width, Thread.ofPlatform().daemon().name("exact-", 0).factory());
    }

    @Override
    public void run(int count, IntConsumer body) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(width, count); i++) {
            workers.add(threads.submit(() -> {
                for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                    body.accept(index);
                }
            }));
        }
        workers.forEach(WorkerPool::await);
    }

    private static void await(Future<?> worker) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the work is short and must be whole; the interrupt is passed on below
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
