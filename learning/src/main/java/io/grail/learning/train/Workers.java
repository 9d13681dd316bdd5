package io.grail.learning.train;

import io.grail.learning.device.Native;
import io.grail.learning.model.LanguageModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.Tensor;

/**
 * Threads that share one model's parameters, each with gradients of its own; the calling thread is the first of them.
 *
 * <p>Two threads that each compute half a batch need each other three times a step; two threads inside every operation
 * meet thousands of times.
 */
final class Workers implements AutoCloseable {
    private final LanguageModel model;
    private final List<LanguageModel> others = new ArrayList<>();
    private final ExecutorService threads;

    Workers(LanguageModel model, int count) {
        this.model = model;
        for (int i = 1; i < count; i++) {
            others.add(model.sharing());
        }
        this.threads = Executors.newFixedThreadPool(
                Math.max(1, count - 1),
                Thread.ofPlatform().name("inner-step-", 0).daemon().factory());
    }

    int count() {
        return 1 + others.size();
    }

    /** Work of one worker on its own view of the model. */
    interface Part {
        double run(LanguageModel model, int worker);
    }

    /** Runs {@code part} on every worker, waits for all, and adds up what they return, always in the same order. */
    double sum(Part part) {
        List<Future<Double>> running = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            int worker = i + 1;
            Callable<Double> task = () -> part.run(others.get(worker - 1), worker);
            running.add(threads.submit(task));
        }
        double sum;
        try {
            sum = part.run(model, 0);
        } finally {
            running.forEach(Workers::await);
        }
        for (Future<Double> each : running) {
            if (each.state() == Future.State.FAILED) {
                throw new IllegalStateException("a worker failed", each.exceptionNow());
            }
            sum += each.resultNow();
        }
        return sum;
    }

    /** Waits until a part has ended, however it ended. */
    private static void await(Future<Double> running) {
        boolean interrupted = false;
        while (!running.isDone()) {
            try {
                running.get();
            } catch (InterruptedException e) {
                // Native work cannot be broken off, and the parameters must not change under it.
                interrupted = true;
            } catch (ExecutionException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Adds the other workers' gradients to the model's own, in order.
     *
     * @return the L2 norm of the sum over all leaves
     */
    double gather() {
        double[] squares = new double[model.leaves().size()];
        sum((_, worker) -> {
            try (var _ = Native.scope()) {
                for (int leaf : share(worker)) {
                    Tensor gradient = model.leaves().get(leaf).gradient();
                    others.forEach(
                            other -> gradient.add_(other.leaves().get(leaf).gradient()));
                    squares[leaf] = Math.pow(gradient.norm().item_double(), 2);
                }
            }
            return 0;
        });
        return Math.sqrt(Arrays.stream(squares).sum());
    }

    /** Indices of the leaves that a worker has to itself where the workers do not share samples: about equal sizes. */
    List<Integer> share(int worker) {
        long[] sizes = new long[count()];
        List<Integer> share = new ArrayList<>();
        for (int leaf = 0; leaf < model.leaves().size(); leaf++) {
            int least = 0;
            for (int other = 1; other < sizes.length; other++) {
                least = sizes[other] < sizes[least] ? other : least;
            }
            sizes[least] += model.leaves().get(leaf).shape().size();
            if (least == worker) {
                share.add(leaf);
            }
        }
        return share;
    }

    void clearGradients() {
        model.clearGradients();
        others.forEach(LanguageModel::clearGradients);
    }

    @Override
    public void close() {
        threads.close();
        others.forEach(LanguageModel::close);
    }
}
