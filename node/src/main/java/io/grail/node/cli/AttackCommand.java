package io.grail.node.cli;

import io.grail.learning.data.Dataset;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.ScratchFolder;
import io.grail.node.lab.attack.Attack;
import io.grail.node.lab.attack.AttackTable;
import io.grail.node.lab.attack.Experiments;
import io.grail.node.lab.attack.JsonReport;
import io.grail.node.lab.attack.MarkdownReport;
import io.grail.node.lab.attack.Matrix;
import io.grail.node.lab.attack.PageReport;
import io.grail.node.lab.attack.RunLog;
import io.grail.protocol.run.Presets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grail attack}: what attackers earn, and what they harm. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = {
            "Runs subnets with attackers in virtual time, and prints what each attack earns beside an honest miner, what it",
            "does to the model, and until when it is paid; and the same without the defence that it is meant to break.",
            "Exit code 7 if a bound does not hold (docs/attacks.md)."
        })
final class AttackCommand implements Callable<Integer> {
    /** Hotkeys of an experiment, and the owner's. */
    private static final int PARTICIPANTS = 16;

    @Parameters(paramLabel = "ATTACK", description = "attacks to run (see --list)")
    List<String> names = List.of();

    @Option(names = "--all", description = "all attacks, all defences, and five attacks on the laptop's model too")
    boolean all;

    @Option(names = "--tiny", description = "the named attacks on the laptop's model, in runs of eight windows")
    boolean tiny;

    @Option(names = "--short", description = "a few attacks and windows, as every commit is tried")
    boolean brief;

    @Option(names = "--list", description = "names the attacks and ends")
    boolean list;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", description = "default: ${DEFAULT-VALUE}")
    int seeds;

    @Option(names = "--windows", paramLabel = "N", description = "windows of a run (default: 60; --short: 10)")
    @Nullable
    Integer windows;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "also writes report.md, report.json and index.html there, and keeps each run in runs.jsonl: the"
                            + " same command goes on where it was broken off")
    @Nullable
    Path out;

    @Option(names = "--json", description = "JSON on stdout instead of Markdown")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Attack.ALL.forEach(
                    a -> System.out.printf("%-20s %-10s %s%n", a.key(), a.kind().key(), a.text()));
            return ExitCode.OK;
        }
        Matrix matrix = matrix();
        NativeStart.oneThreadANode();
        Progress progress = Progress.onStderr();
        try (ScratchFolder scratch = ScratchFolder.make("grail-attack-data-");
                Dataset micro = data(scratch.path(), "micro", progress);
                Dataset tiny = data(scratch.path(), "tiny", progress)) {
            AttackTable table = new Experiments(
                            micro, tiny, log(), new Told(progress, System.nanoTime(), new AtomicInteger()))
                    .run(matrix, Runtime.getRuntime().availableProcessors());
            System.out.println(json ? JsonReport.of(table) : MarkdownReport.of(table));
            write(table);
            return table.broken().isEmpty() ? ExitCode.OK : ExitCode.DIFFERS;
        }
    }

    private Matrix matrix() {
        try {
            if (tiny && (all || brief || windows != null)) {
                throw new UsageException(
                        "--tiny goes with named attacks, in runs of eight windows: not with --all, --short"
                                + " or --windows");
            }
            Matrix chosen = all ? Matrix.all(seeds) : brief ? Matrix.brief() : named();
            if (chosen.isEmpty()) {
                throw new UsageException("name attacks, or give --all, --short or --list");
            }
            return windows == null ? chosen : chosen.withWindows(windows);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Matrix named() {
        List<Attack> attacks = names.stream().map(Attack::of).toList();
        return tiny ? Matrix.ofTiny(attacks, seeds) : Matrix.of(attacks, seeds);
    }

    private RunLog log() {
        if (out == null) {
            return RunLog.none();
        }
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + out, e);
        }
        return RunLog.in(out.resolve("runs.jsonl"), Software.hash());
    }

    private static Dataset data(Path scratch, String preset, Progress progress) {
        return new DataPreparation(progress)
                .open(new RunFolder(scratch.resolve(preset)), Presets.named(preset), Optional.empty(), PARTICIPANTS);
    }

    private void write(AttackTable table) {
        if (out == null) {
            return;
        }
        try {
            Files.writeString(out.resolve("report.md"), MarkdownReport.of(table));
            Files.writeString(out.resolve("report.json"), JsonReport.of(table));
            Files.writeString(out.resolve("index.html"), PageReport.of(table));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report into " + out, e);
        }
    }

    /** Tells how far it is; {@code runs} counts those of this process, of which the rest is reckoned. */
    private record Told(Progress progress, long started, AtomicInteger runs) implements Experiments.Listener {
        @Override
        public void done(int done, int total, String experiment, double seconds) {
            double elapsed = (System.nanoTime() - started) / 1e9;
            progress.say(String.format(
                    Locale.ROOT,
                    "%d of %d: %s, %.0f s; about %.0f minutes left",
                    done,
                    total,
                    experiment,
                    seconds,
                    elapsed / runs.incrementAndGet() * (total - done) / 60));
        }
    }
}
