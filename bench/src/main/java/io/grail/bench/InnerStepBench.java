package io.grail.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures one optimiser step of this decoder and, given a Python with torch, of the same decoder there: the same
 * weights, batches and threads, taking turns within one run, so that what else the machine does falls on all of them.
 *
 * <p>Exit code 0 if the losses agree within 1e-4 at the peer's default precision, 1 if not.
 */
public final class InnerStepBench {
    private static final double MAX_LOSS_DIFFERENCE = 1e-4;
    private static final int WARM_UP = 2;
    private static final int STEPS_A_TURN = 2;

    private InnerStepBench() {}

    /** Takes the options of {@link InnerStepOptions}. */
    public static void main(String[] args) throws IOException {
        InnerStepOptions options;
        try {
            options = InnerStepOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options) ? 0 : 1);
    }

    private static boolean run(InnerStepOptions options) throws IOException {
        Path folder = Files.createTempDirectory("grail-bench");
        List<Contender> contenders = new ArrayList<>();
        try {
            var workload = new Workload(folder, options.model(), WARM_UP + options.turns() * STEPS_A_TURN);
            workload.write();
            contenders.add(new Contender(new PeerProcess("grail", ownCommand(workload, options.threads()), Map.of())));
            options.peerPython().ifPresent(python -> {
                contenders.add(peer(python, options, workload, "highest"));
                contenders.add(peer(python, options, workload, "medium"));
            });
            takeTurns(contenders, workload);
            System.out.printf(
                    "model %s, %d threads, batch %d x %d tokens, binary32, %d steps each, %d cores, %s%n",
                    options.model(),
                    options.threads(),
                    Workload.BATCH,
                    Workload.LENGTH,
                    options.turns() * STEPS_A_TURN,
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.arch"));
            return report(contenders);
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

    private static List<String> ownCommand(Workload workload, int threads) {
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
                Integer.toString(threads)));
        return command;
    }

    private static Contender peer(String python, InnerStepOptions options, Workload workload, String precision) {
        String threads = Integer.toString(options.threads());
        List<String> command = List.of(
                python, options.peerScript().toString(), workload.folder().toString(), threads, precision);
        return new Contender(PeerProcess.python("python, " + precision, command, options.threads()));
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
