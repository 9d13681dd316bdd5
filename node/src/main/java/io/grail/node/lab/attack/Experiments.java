package io.grail.node.lab.attack;

import io.grail.learning.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a matrix, as many experiments at once as there are cores, and makes its table. */
public final class Experiments {
    private final Laboratory micro;
    private final Laboratory tiny;
    private final RunLog log;
    private final Listener listener;

    /** Hears of every experiment that is run, when it is over; {@code done} counts those that were known too. */
    @FunctionalInterface
    public interface Listener {
        void done(int done, int total, String experiment, double seconds);
    }

    /**
     * Experiments on this text.
     *
     * @param micro samples of the micro model's length
     * @param tiny samples of the laptop model's length
     * @param log what was run before, and keeps what is run now
     */
    public Experiments(Dataset micro, Dataset tiny, RunLog log, Listener listener) {
        this.log = log;
        this.micro = new Laboratory(micro);
        this.tiny = new Laboratory(tiny);
        this.listener = listener;
    }

    /** Runs all; an interrupt stops every one of them. */
    public AttackTable run(Matrix matrix, int cores) throws InterruptedException {
        Map<Experiment, Observed> observed = new ConcurrentHashMap<>();
        List<Experiment> experiments = matrix.experiments();
        for (Experiment experiment : experiments) {
            log.of(experiment, laboratory(experiment).data()).ifPresent(known -> observed.put(experiment, known));
        }
        AtomicInteger done = new AtomicInteger(observed.size());
        List<Experiment> unknown =
                experiments.stream().filter(e -> !observed.containsKey(e)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(
                cores, Thread.ofPlatform().name("experiment-", 0).factory());
        try {
            List<Future<Observed>> runs = new ArrayList<>();
            for (Experiment experiment : unknown) {
                runs.add(threads.submit(() -> {
                    Observed seen = laboratory(experiment).run(experiment);
                    log.add(seen, laboratory(experiment).data());
                    observed.put(experiment, seen);
                    listener.done(
                            done.incrementAndGet(),
                            experiments.size(),
                            experiment.text(),
                            seen.shown().seconds());
                    return seen;
                }));
            }
            for (Future<Observed> run : runs) {
                var _ = run.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an experiment failed: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
            threads.close();
        }
        return new Tabulation(matrix, observed).table();
    }

    private Laboratory laboratory(Experiment experiment) {
        return experiment.setting().preset().equals("micro") ? micro : tiny;
    }
}
