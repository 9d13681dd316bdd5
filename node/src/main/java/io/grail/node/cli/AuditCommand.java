package io.grail.node.cli;

import io.grail.learning.data.Dataset;
import io.grail.learning.device.Device;
import io.grail.learning.model.LanguageModel;
import io.grail.node.audit.Auditor;
import io.grail.node.audit.LossAudit;
import io.grail.node.audit.WindowReport;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.audit.Discrepancy;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.OuterState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code grail audit}: replays what validators decided. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Replays a run from its public artifacts alone: checks of every update, likenesses, ratings, penalties,",
            "weights, choice of updates, merge and root, exactly; losses are taken from the scorecards, or measured again",
            "with --losses.",
            "Names the first field of an artifact that differs from what follows from all the others.",
            "",
            "Exit code 0: all equal; 7: something differs."
        })
final class AuditCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "run",
            description = "the run's folder (default: ${DEFAULT-VALUE})")
    Path dir = Path.of("run");

    @Mixin
    RecordedChain chain = new RecordedChain();

    @ArgGroup(multiplicity = "1")
    Extent extent = new Extent();

    static final class Extent {
        @Option(names = "--window", paramLabel = "W", description = "reports this window; those before it are replayed")
        @Nullable
        Long window;

        @Option(names = "--all", description = "reports every window that is over")
        boolean all;
    }

    @Option(names = "--losses", description = "measures the losses again too, within a tolerance; takes longer")
    boolean losses;

    @Option(names = "--json", description = "one JSON object a window on stdout")
    boolean json;

    @Override
    public Integer call() {
        List<WindowReport> reported = new ArrayList<>();
        Progress progress = Progress.onStderr();
        try (RecordedArtifacts recorded = RecordedArtifacts.open(dir, chain);
                WorkerPool workers = new WorkerPool(Runtime.getRuntime().availableProcessors())) {
            RunConfig run = recorded.run();
            long windows = run.run().windows();
            Consumer<WindowReport> listener = report -> {
                // The chain may have gone on beyond the planned length.
                long replayed = report.window().number() - run.run().startWindow() + 1;
                progress.step("replaying", Math.min(replayed, windows), windows);
                if (isWanted(report)) {
                    reported.add(report);
                    print(report);
                }
            };
            if (losses) {
                NativeStart.withThreads(Runtime.getRuntime().availableProcessors());
                try (Dataset data = recorded.data();
                        LanguageModel model = LanguageModel.create(run.model(), Device.named("cpu"))) {
                    audit(recorded, workers, new LossAudit(run, data, model, workers), listener);
                }
            } else {
                audit(recorded, workers, Auditor.Losses.UNMEASURED, listener);
            }
        }
        if (reported.isEmpty()) {
            throw new UsageException("nothing to audit: "
                    + Optional.ofNullable(extent.window)
                            .map(w -> "window " + w + " is not over, or an earlier merge cannot be replayed")
                            .orElse("no window is over yet"));
        }
        return sum(reported);
    }

    private static void audit(
            RecordedArtifacts recorded, WorkerPool workers, Auditor.Losses losses, Consumer<WindowReport> listener) {
        RunConfig run = recorded.run();
        OuterState genesis =
                OuterState.before(Genesis.parameters(run.model(), run.run().seed(), workers), run.outer());
        new Auditor(run, recorded.chain(), recorded.artifacts(), workers, losses).audit(genesis, listener);
    }

    private boolean isWanted(WindowReport report) {
        return extent.window == null || report.window().number() == extent.window;
    }

    private void print(WindowReport report) {
        if (json) {
            System.out.println(JsonMapper.builder().build().writeValueAsString(Json.of(report)));
            return;
        }
        System.out.printf(
                "window %s: %d scorecards, %d updates checked, %d merged: %s%n",
                report.window(),
                report.scorecards(),
                report.updates(),
                report.merged(),
                report.discrepancies().isEmpty()
                        ? "all equal"
                        : report.discrepancies().size() + " differ");
        for (Discrepancy d : report.discrepancies()) {
            System.out.printf(
                    "  %s%n    %s%n    found    %s%n    expected %s%n",
                    d.artifact(), d.field(), d.found(), d.expected());
        }
    }

    private int sum(List<WindowReport> reports) {
        long differing =
                reports.stream().filter(r -> !r.discrepancies().isEmpty()).count();
        int artifacts = reports.stream()
                .mapToInt(r -> r.scorecards() + r.updates() + r.merged())
                .sum();
        if (!json) {
            System.out.printf(
                    "%d windows, %d things replayed: %s%n",
                    reports.size(),
                    artifacts,
                    differing == 0 ? "100 % equal" : differing + " windows hold something that differs");
        }
        return differing == 0 ? ExitCode.OK : ExitCode.DIFFERS;
    }

    /** A report as scripts read it. */
    private record Json(long window, int scorecards, int updates, int merged, List<Difference> discrepancies) {
        private record Difference(String artifact, String field, String found, String expected) {}

        static Json of(WindowReport report) {
            return new Json(
                    report.window().number(),
                    report.scorecards(),
                    report.updates(),
                    report.merged(),
                    report.discrepancies().stream()
                            .map(d -> new Difference(d.artifact(), d.field(), d.found(), d.expected()))
                            .toList());
        }
    }
}
