package io.grail.protocol.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Really parallel: some threads that take indices as they come. */
public final class Pool implements ParallelFor, AutoCloseable {
    private final ExecutorService threads;
    private final int count;

    public Pool(int threads) {
        this.threads = Executors.newFixedThreadPool(threads);
        count = threads;
    }

    @Override
    public void run(int indices, IntConsumer body) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(() -> {
                for (int index = next.getAndIncrement(); index < indices; index = next.getAndIncrement()) {
                    body.accept(index);
                }
            }));
        }
        for (Future<?> thread : running) {
            try {
                thread.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
