package io.grail.bench.sync;

import io.grail.bench.BenchCommand;
import io.grail.bench.Medians;
import io.grail.bench.Turns;
import io.grail.bench.codec.BigModel;
import io.grail.learning.checkpoint.ShardedFile;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.audit.ModelProof;
import io.grail.node.home.Disk;
import io.grail.node.home.Seat;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.CheckpointFolder;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.SharedModel;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run checkpoint}: what a checkpoint costs beside a plain copy of its largest file. */
@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        description = {
            "Hashes a model's root, saves it, hands it over to be written aside, writes it as a checkpoint, reads it back",
            "with its root, and proves it, taking turns with a copy of the model's file that is forced to the disk. Genesis is",
            "the part of the proof that makes the first parameters again."
        })
public final class CheckpointBench implements Callable<Integer> {
    private static final int WARM_UP = 1;
    private static final String MODEL = "model.safetensors";

    @Option(names = "--parameters", paramLabel = "M", defaultValue = "125", description = "millions: 25 or 125")
    int parameters;

    @Option(names = "--dir", paramLabel = "DIR", description = "a disk to write to (default: the temporary folder)")
    @Nullable
    Path dir;

    @Mixin
    Turns turns = new Turns();

    private final Map<String, Medians> medians = new LinkedHashMap<>();

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new CheckpointBench(), args));
    }

    @Override
    public Integer call() throws IOException {
        Path root =
                dir == null ? Files.createTempDirectory("grail-bench") : Files.createTempDirectory(dir, "grail-bench");
        RunConfig run = run(BigModel.of(parameters).config());
        try (WorkerPool workers = new WorkerPool(turns.threads())) {
            Parameters theta = Genesis.parameters(run.model(), run.run().seed(), workers);
            OuterState state = OuterState.before(theta, run.outer());
            SharedModel model = new SharedModel(state, new Window(run.run().startWindow()), workers);
            for (int turn = 0; turn < WARM_UP + turns.count(); turn++) {
                turn(turn >= WARM_UP, root, run, state, model, workers);
            }
            print(theta.layout().size());
        } finally {
            Disk.REAL.delete(root);
        }
        return 0;
    }

    private void turn(boolean counts, Path root, RunConfig run, OuterState state, SharedModel model, WorkerPool workers)
            throws IOException {
        Path snapshot = Files.createDirectory(root.resolve("snapshot"));
        Path spool = Files.createDirectory(root.resolve("spool"));
        Path folder = Files.createDirectory(root.resolve("checkpoint"));
        Seat seat = Seat.development("bench");
        time(counts, "root", () -> state.root(workers));
        time(counts, "snapshot", () -> ModelFile.write(snapshot, model));
        time(counts, "handed over", () -> ModelFile.link(snapshot, spool));
        time(counts, "checkpoint", () -> {
            CheckpointDescription description = CheckpointFolder.write(
                    folder, run, new ByteTokenizer(), model, seat.account(), ShardedFile.SHARD_BYTES);
            Files.write(folder.resolve(CheckpointDescription.FILE), description.sign(seat.hotkey()));
        });
        time(counts, "copy", () -> copy(folder.resolve(MODEL), root.resolve("copy")));
        time(counts, "load", () -> new SharedModel(CheckpointFolder.state(folder, run), model.lineage(), workers));
        time(counts, "verify", () -> prove(folder, workers));
        time(counts, "genesis", () -> Genesis.parameters(run.model(), run.run().seed(), workers));
        for (Path made : List.of(snapshot, spool, folder)) {
            Disk.REAL.delete(made);
        }
        Files.delete(root.resolve("copy"));
    }

    private static void prove(Path folder, WorkerPool workers) throws IOException {
        boolean differs = new ModelProof(folder, Optional.empty(), hash -> Optional.empty(), workers, finding -> {})
                .run().stream().anyMatch(finding -> finding.outcome() == ModelProof.Outcome.DIFFERS);
        if (differs) {
            throw new IllegalStateException("the checkpoint just written is not proven");
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        Files.copy(file, target);
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** A step that may fail on the disk. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void time(boolean counts, String name, Step step) throws IOException {
        long started = System.nanoTime();
        step.run();
        if (counts) {
            medians.computeIfAbsent(name, n -> new Medians()).add((System.nanoTime() - started) / 1e9);
        }
    }

    private static RunConfig run(ModelConfig m) {
        return RunToml.parse(String.format(
                        Locale.ROOT,
                        "[model]%nvocabSize = %d%nwidth = %d%nlayers = %d%nheads = %d%nkvHeads = %d%nheadSize = %d%nffnWidth = %d%n",
                        m.vocabSize(),
                        m.width(),
                        m.layers(),
                        m.heads(),
                        m.kvHeads(),
                        m.headSize(),
                        m.ffnWidth()))
                .config();
    }

    private void print(long size) {
        double copy = Objects.requireNonNull(medians.get("copy")).median();
        System.out.printf(
                Locale.ROOT,
                "%,d parameters, %d threads, medians of %d turns, load average %.1f%n",
                size,
                turns.threads(),
                turns.count(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        medians.forEach((name, seconds) -> System.out.printf(
                Locale.ROOT, "%-12s %9.1f ms   %6.3f copies%n", name, 1e3 * seconds.median(), seconds.median() / copy));
    }
}
