package io.grail.node.lab.chaos;

import io.grail.learning.data.Dataset;
import io.grail.node.lab.ScratchFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs seed after seed, as many at once as there are cores. */
public final class Chaos implements AutoCloseable {
    private final ScratchFolder folder;
    private final Dataset data;
    private final int windows;

    /**
     * Prepares the text that all runs train on.
     *
     * @param windows of each run, at least 4
     */
    public Chaos(int windows) {
        if (windows < 4) {
            throw new IllegalArgumentException("--windows must be at least 4, got " + windows);
        }
        this.windows = windows;
        this.folder = ScratchFolder.make("grail-chaos-data-");
        this.data = ChaosRules.data(folder.path());
    }

    /** One run; {@code bug} is in the software of every node. */
    public Trial run(long seed, Optional<PlantedBug> bug) throws InterruptedException {
        return new ChaosRun(data, Cast.USUAL, windows)
                .of(seed, bug.<ChaosRun.Plants>map(b -> b).orElse(ChaosRun.Plants.NONE));
    }

    /**
     * Runs so many seeds from {@code first} on, or as many as fit into {@code limit}.
     *
     * @param done hears of each as it ends, one at a time
     * @return all that were run, by seed
     */
    public List<Trial> run(
            long first, long seeds, Duration limit, int cores, Optional<PlantedBug> bug, Consumer<Trial> done)
            throws InterruptedException {
        long started = System.nanoTime();
        AtomicLong next = new AtomicLong(first);
        List<Trial> trials = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(
                cores, Thread.ofPlatform().name("seed-", 0).factory());
        try {
            List<Future<?>> lanes = new ArrayList<>();
            for (int lane = 0; lane < cores; lane++) {
                lanes.add(threads.submit(() -> {
                    while (System.nanoTime() - started < limit.toNanos()) {
                        long seed = next.getAndIncrement();
                        if (seed >= first + seeds) {
                            break;
                        }
                        Trial trial = run(seed, bug);
                        synchronized (trials) {
                            trials.add(trial);
                            done.accept(trial);
                        }
                    }
                    return lanes;
                }));
            }
            for (Future<?> lane : lanes) {
                var _ = lane.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run failed: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
            threads.close();
        }
        trials.sort(Comparator.comparingLong(Trial::seed));
        return trials;
    }

    @Override
    public void close() {
        data.close();
        folder.close();
    }
}
