package io.grail.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench/run inner-step}: how long one optimiser step takes.
 *
 * <p>Exit code 0 if the losses agree within 1e-4 at the peer's default precision, 1 if not.
 */
@Command(
        name = "inner-step",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times one optimiser step of this decoder and, with --peer-python, of the same decoder in PyTorch: the same",
            "weights, batches and threads, taking turns, so that what else the machine does falls on all of them."
        })
public final class InnerStepBench implements Callable<Integer> {
    private static final double MAX_LOSS_DIFFERENCE = 1e-4;
    private static final int WARM_UP = 2;
    private static final int STEPS_A_TURN = 2;

    @Option(names = "--model", defaultValue = "S", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    BenchModel model = BenchModel.S;

    @Mixin
    Turns turns = new Turns();

    @Option(
            names = "--micro-batch",
            paramLabel = "N",
            description = "samples that a thread of ours holds at once (default: its whole share, as the peer does)")
    @Nullable
    Integer microBatch;

    @Option(names = "--peer-python", paramLabel = "PATH", description = "a Python with torch")
    @Nullable
    String peerPython;

    @Option(names = "--peer-script", paramLabel = "FILE", hidden = true)
    Path peerScript = Path.of("bench/inner_step_peer.py");

    /** The entry point; exit codes besides 1 are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new InnerStepBench(), args));
    }

    @Override
    public Integer call() throws IOException {
        int steps = turns.count() * STEPS_A_TURN;
        int threads = turns.threads();
        int held = microBatch == null
                ? Math.ceilDiv(Workload.BATCH, threads)
                : Turns.checked("--micro-batch", microBatch, Workload.BATCH);
        Path folder = Files.createTempDirectory("grail-bench");
        List<Contender> contenders = new ArrayList<>();
        try {
            var workload = new Workload(folder, model, WARM_UP + steps);
            workload.write();
            contenders.add(new Contender(new PeerProcess("grail", ownCommand(workload, threads, held), Map.of())));
            if (peerPython != null) {
                contenders.add(peer(peerPython, threads, workload, "highest"));
                contenders.add(peer(peerPython, threads, workload, "medium"));
            }
            takeTurns(contenders, workload);
            System.out.printf(
                    "model %s, %d threads, batch %d x %d tokens, binary32, %d steps each, %d cores, %s%n",
                    model,
                    threads,
                    Workload.BATCH,
                    Workload.LENGTH,
                    steps,
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.arch"));
            return report(contenders) ? 0 : 1;
        } finally {
            contenders.forEach(Contender::close);
            delete(folder);
        }
    }

    private static void takeTurns(List<Contender> contenders, Workload workload) {
        for (int from = 0; from < workload.steps(); from += STEPS_A_TURN) {
            for (Contender contender : contenders) {
                for (int step = from; step < from + STEPS_A_TURN; step++) {
                    contender.step(step, step >= WARM_UP);
                }
            }
        }
    }

    private static boolean report(List<Contender> contenders) {
        Contender own = contenders.getFirst();
        boolean agree = true;
        double tokens = Workload.BATCH * Workload.LENGTH;
        System.out.printf(
                "%-22s %10s %10s %12s %10s %12s%n", "", "tokens/s", "ratio", "peak MiB", "loss", "loss differs");
        for (Contender each : contenders) {
            double difference = own.largestDifference(each);
            System.out.printf(
                    "%-22s %10.0f %10.2f %12d %10.5f %12.1e%n",
                    each.name(),
                    tokens / each.medianSeconds(),
                    each.medianSeconds() / own.medianSeconds(),
                    each.peakBytes() >> 20,
                    each.lastLoss(),
                    difference);
            agree &= difference <= MAX_LOSS_DIFFERENCE || each.name().endsWith("medium");
        }
        return agree;
    }

    private static List<String> ownCommand(Workload workload, int threads, int microBatch) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                InnerStepWorker.class.getName(),
                workload.folder().toString(),
                workload.model().name(),
                Integer.toString(workload.steps()),
                Integer.toString(threads),
                Integer.toString(microBatch)));
        return command;
    }

    private Contender peer(String python, int threads, Workload workload, String precision) {
        List<String> command = List.of(
                python, peerScript.toString(), workload.folder().toString(), Integer.toString(threads), precision);
        return new Contender(PeerProcess.python("python, " + precision, command, threads));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
