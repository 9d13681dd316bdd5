package io.grail.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The same work for many items, some at once, on virtual threads that end with the call. */
final class Parallel {
    private Parallel() {}

    /** What is done with an item. */
    @FunctionalInterface
    interface Work<T> {
        void on(T item);
    }

    /**
     * Works on all items, {@code width} at a time; the first failure ends it all and is thrown.
     *
     * @throws StorageException if the calling thread is interrupted
     */
    static <T> void forEach(List<T> items, int width, Work<T> work) {
        ConcurrentLinkedQueue<T> left = new ConcurrentLinkedQueue<>(items);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ExecutorCompletionService<Boolean>(threads);
            int workers = Math.min(width, items.size());
            for (int i = 0; i < workers; i++) {
                done.submit(() -> {
                    for (T item = left.poll(); item != null; item = left.poll()) {
                        work.on(item);
                    }
                    return true;
                });
            }
            try {
                for (int i = 0; i < workers; i++) {
                    done.take().get();
                }
            } catch (ExecutionException e) {
                left.clear();
                threads.shutdownNow();
                throw unwrapped(e);
            } catch (InterruptedException e) {
                left.clear();
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new StorageException("interrupted while parts of an object were under way", e);
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }

    /** The numbers 0 to {@code count - 1}. */
    static List<Integer> numbers(int count) {
        List<Integer> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
