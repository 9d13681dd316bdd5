package io.grail.node.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Finds the baseline's best learning rate, several rates at once, each on a thread of its own. */
public final class GridSearch {
    private static final int MAX_RATES = 12;

    private final AdamWBaseline baseline;
    private final int lanes;

    public GridSearch(AdamWBaseline baseline, int lanes) {
        this.baseline = baseline;
        this.lanes = lanes;
    }

    /** Hears how far the search is. */
    public interface Listener {
        /** One more step is taken: {@code done} of the {@code total} steps of all rates being tried now. */
        void step(long done, long total);

        void done(double learningRate, AdamWBaseline.Losses losses);
    }

    /** Tries {@code begin}, then widens until the best rate has neighbours on both sides. */
    public LearningRateGrid search(List<Double> begin, Listener listener) throws InterruptedException {
        LearningRateGrid grid = new LearningRateGrid();
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
            tryAll(begin, grid, threads, listener);
            OptionalDouble next = grid.next();
            while (next.isPresent() && grid.tried().size() < MAX_RATES) {
                tryAll(List.of(next.getAsDouble()), grid, threads, listener);
                next = grid.next();
            }
        }
        return grid;
    }

    private void tryAll(List<Double> rates, LearningRateGrid grid, ExecutorService threads, Listener listener)
            throws InterruptedException {
        List<Future<AdamWBaseline.Losses>> losses = new ArrayList<>();
        AtomicLong done = new AtomicLong();
        long total = (long) rates.size() * baseline.steps();
        for (double rate : rates) {
            losses.add(threads.submit(() -> baseline.train(rate, () -> listener.step(done.incrementAndGet(), total))));
        }
        for (int i = 0; i < rates.size(); i++) {
            try {
                AdamWBaseline.Losses reached = losses.get(i).get();
                grid.add(rates.get(i), reached);
                listener.done(rates.get(i), reached);
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw new IllegalStateException("the baseline failed", e.getCause());
            }
        }
    }
}
