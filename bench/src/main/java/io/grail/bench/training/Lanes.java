package io.grail.bench.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Platform threads for native work. Task i always runs on lane i modulo their number, so that a miner's tensors stay on
 * the thread that made them.
 */
public final class Lanes implements AutoCloseable {
    private final List<ExecutorService> threads;

    public Lanes(int count) {
        threads = IntStream.range(0, count)
                .mapToObj(i -> Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("lane-" + i).factory()))
                .toList();
    }

    public int count() {
        return threads.size();
    }

    /** Runs all tasks; their results are in the tasks' order. */
    public <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException {
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            running.add(threads.get(i % threads.size()).submit(tasks.get(i)));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> task : running) {
            results.add(result(task));
        }
        return results;
    }

    private static <T> T result(Future<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
    }
}
