package io.grail.bench.codec;

import io.grail.bench.BenchCommand;
import io.grail.bench.Medians;
import io.grail.bench.Turns;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.MergeRule;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.OuterStep;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run merge}: how long the outer step and the model root take. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = {
            "Merges the updates of many peers and hashes the model, taking turns with what bounds them: one pass",
            "that reads and writes every parameter, and SHA-256 of the same bytes."
        })
public final class MergeBench implements Callable<Integer> {
    private static final int WARM_UP = 2;
    private static final int MOST_PEERS = 256;

    @Option(names = "--parameters", paramLabel = "M", defaultValue = "125", description = "millions: 25 or 125")
    int parameters;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "20", description = "default: ${DEFAULT-VALUE}")
    int peers;

    @Option(names = "--top-k", paramLabel = "K", defaultValue = "64", description = "default: ${DEFAULT-VALUE}")
    int topK;

    @Option(names = "--merge", paramLabel = "RULE", description = "outer.merge (default: scatter-mean)")
    String mergeRule = "scatter-mean";

    @Option(names = "--sign", description = "of the inverse DCT of what is merged, as profile demo takes it")
    boolean sign;

    @Option(names = "--nesterov", paramLabel = "MU", description = "outer.nesterov (default: 0, no momentum)")
    double nesterov;

    @Mixin
    Turns turns = new Turns();

    private final Medians merged = new Medians();
    private final Medians pass = new Medians();
    private final Medians root = new Medians();
    private final Medians hash = new Medians();

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new MergeBench(), args));
    }

    @Override
    public Integer call() {
        BigModel model = BigModel.of(parameters);
        int most = Turns.checked("--peers", peers, MOST_PEERS);
        StepRule step = new StepRule(MergeRule.of(mergeRule), sign, 1, most, nesterov);
        try (WorkerPool workers = new WorkerPool(turns.threads())) {
            Parameters theta = model.gradient(1, workers);
            OuterState state = new OuterState(
                    theta, nesterov > 0 ? Optional.of(Parameters.zeros(model.layout())) : Optional.empty());
            RandomUpdates random = new RandomUpdates(model.layout(), topK, workers);
            List<SparseUpdate> updates =
                    LongStream.range(0, peers).mapToObj(random::draw).toList();
            HashFloor floor = new HashFloor(theta);
            for (int turn = 0; turn < WARM_UP + turns.count(); turn++) {
                boolean counts = turn >= WARM_UP;
                record(counts, merged, seconds(() -> OuterStep.apply(state, updates, step, workers)));
                record(counts, pass, MemoryFloor.readWrite(theta, workers));
                record(counts, root, seconds(() -> state.root(workers)));
                record(counts, hash, floor.seconds(workers));
            }
        }
        print(model.layout().size());
        return 0;
    }

    private static double seconds(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }

    private static void record(boolean counts, Medians medians, double seconds) {
        if (counts) {
            medians.add(seconds);
        }
    }

    private void print(long size) {
        System.out.printf(
                Locale.ROOT,
                "%,d parameters, %d updates of %d in 4096, %d threads, medians of %d turns%n",
                size,
                peers,
                topK,
                turns.threads(),
                turns.count());
        row("merge", merged, "read-write pass", pass);
        row("root", root, "SHA-256", hash);
    }

    private static void row(String name, Medians ours, String floorName, Medians floor) {
        System.out.printf(
                Locale.ROOT,
                "%-6s %8.1f ms   %-16s %8.1f ms   ratio %.2f%n",
                name,
                1e3 * ours.median(),
                floorName,
                1e3 * floor.median(),
                ours.median() / floor.median());
    }
}
