package io.grail.node.cli;

import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.FolderLock;
import io.grail.node.home.RunFolder;
import io.grail.node.home.RunTokenizer;
import io.grail.node.lab.Actor;
import io.grail.node.lab.EmbeddedChain;
import io.grail.node.lab.LocalSubnet;
import io.grail.node.lab.RunPreparation;
import io.grail.node.lab.RunReport;
import io.grail.node.lab.SubnetChain;
import io.grail.node.lab.SubnetPlan;
import io.grail.node.lab.attack.Attack;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail up}: a whole subnet in one process. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a whole subnet on this machine: chain, buckets, validators and miners train one model together.",
            "",
            "The first start prepares data and writes DIR/run.toml; the same command continues an interrupted run.",
            "Afterwards: grail baseline --like DIR, grail export DIR --to OUT, grail generate DIR --prompt TEXT."
        })
final class UpCommand implements Callable<Integer>, Resumable {
    static final String CAPTURE = "writes what a miner selects its update from, before selection, as safetensors into"
            + " DIR/nodes/NAME/capture: in the windows at a sixth, at half and at the end of the planned length";

    private static final int VIRTUAL_BLOCK_MILLIS = 1_000;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--miners", paramLabel = "N", defaultValue = "4", description = "default: ${DEFAULT-VALUE}")
    int miners;

    @Option(names = "--validators", paramLabel = "N", defaultValue = "2", description = "default: ${DEFAULT-VALUE}")
    int validators;

    @Option(
            names = "--deterministic",
            description = "virtual time: the chain waits for the nodes, and two equal runs give equal bytes")
    boolean deterministic;

    @Option(
            names = "--attackers",
            paramLabel = "LIST",
            defaultValue = "",
            description = "who attacks, such as sign-flip,copier:2 (names: grail attack --list)")
    String attackers = "";

    @Option(names = "--capture", description = CAPTURE)
    boolean capture;

    @Option(
            names = "--s3",
            paramLabel = "LOCATION",
            description = "keeps every node's bucket behind the S3 protocol rather than in the run's folder:"
                    + " s3://HOST/NAME?key=ID:SECRET makes buckets NAME-miner-0 and so on (docs/storage.md)")
    @Nullable
    String s3;

    @Mixin
    BucketOptions buckets = new BucketOptions();

    @Option(
            names = "--chain",
            paramLabel = "URL",
            description =
                    "runs the nodes on a Bittensor development chain, ws://…, where //Alice is the administrator and"
                            + " pays, rather than on a chain of the run's own (docs/bittensor.md)")
    @Nullable
    String chain;

    @Option(
            names = "--netuid",
            paramLabel = "N",
            description = "the subnet of a new run on --chain (default: a new one)")
    @Nullable
    Integer netuid;

    @Override
    public Integer call() throws InterruptedException {
        SubnetPlan wanted = plan(options.blockMillis().orElse(VIRTUAL_BLOCK_MILLIS));
        RunFolder folder = new RunFolder(options.dir);
        BucketHomes homes = homes(folder);
        try (var _ = FolderLock.take(folder.lock(), "runs in " + folder.root());
                WorkerPool workers = new WorkerPool(Runtime.getRuntime().availableProcessors())) {
            NativeStart.oneThreadANode();
            return chain == null
                    ? onOwnChain(homes, workers, wanted)
                    : onDevelopmentChain(homes, workers, wanted, chain);
        }
    }

    private int onOwnChain(BucketHomes homes, WorkerPool workers, SubnetPlan wanted) throws InterruptedException {
        if (netuid != null) {
            throw new UsageException("--netuid names a subnet of --chain; the run's own chain has one alone");
        }
        RunFolder folder = homes.folder();
        RunStart start = new RunStart(folder, options, Progress.onStderr());
        RunPreparation.Ready ready = start.ready(workers, hotkeys(wanted));
        SubnetPlan plan = deterministic
                ? wanted
                : plan(start.blockMillis(ready, miners + wanted.actors().size(), validators));
        if (!Files.exists(folder.chain())) {
            plan.seats().forEach(seat -> homes.requireUnused(seat, RunId.of(ready.run())));
        }
        return run(homes, ready, plan, EmbeddedChain.open(folder, ready.run(), plan));
    }

    private int onDevelopmentChain(BucketHomes homes, WorkerPool workers, SubnetPlan wanted, String endpoint)
            throws InterruptedException {
        if (deterministic || options.blockMillis().isPresent()) {
            throw new UsageException(
                    "--chain leads to a chain that keeps its own time: leave out --deterministic and" + " --block-ms");
        }
        Progress progress = Progress.onStderr();
        DevelopmentStart development = new DevelopmentStart(ChainEndpoint.parse(endpoint), progress);
        RunStart start = new RunStart(homes.folder(), options, progress);
        RunPreparation.Ready ready = start.ready(workers, hotkeys(wanted), (rules, data) -> {
            int subnet = development.netuid(Optional.ofNullable(netuid));
            int least = start.leastBlockMillis(
                    rules, data, workers, miners + wanted.actors().size(), validators);
            try (SubtensorChain settled = development.settled(subnet, wanted)) {
                return development.place(rules, subnet, settled, least);
            }
        });
        int subnet = ready.run().chain().netuid();
        if (netuid != null && netuid != subnet) {
            throw new UsageException("the run in " + homes.folder().root() + " is on subnet " + subnet
                    + ": leave out --netuid, or choose another --dir");
        }
        SubtensorChain view = development.settled(subnet, wanted);
        return run(homes, ready, plan((int) view.blockTime().toMillis()), development.chain(subnet, view));
    }

    private int hotkeys(SubnetPlan wanted) {
        return miners + validators + wanted.actors().size() + 1;
    }

    private BucketHomes homes(RunFolder folder) {
        if (s3 != null && deterministic) {
            throw new UsageException(
                    "--deterministic simulates time, and an object store keeps its own: leave out --s3");
        }
        return buckets.homes(folder, Optional.ofNullable(s3), true);
    }

    private SubnetPlan plan(int blockMillis) {
        try {
            List<Actor> actors = attackers.isEmpty() ? List.of() : Attack.parse(attackers);
            return new SubnetPlan(miners, validators, blockMillis, deterministic, capture).with(actors);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private int run(BucketHomes homes, RunPreparation.Ready ready, SubnetPlan plan, SubnetChain ground)
            throws InterruptedException {
        RunFolder folder = homes.folder();
        RunConfig run = ready.run();
        RunReport report =
                new RunReport(ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
        Window last = lastWindow(run);
        try (Outputs outputs = new Outputs(folder.events())) {
            Earnings earnings = new Earnings();
            outputs.also(report).show(output, plan.seats(), earnings);
            try (LocalSubnet subnet = new LocalSubnet(
                    homes, run, ready.data(), RunTokenizer.open(run, folder), plan, ground, outputs.sink())) {
                earnings.watch(subnet.chain());
                subnet.start(last);
                boolean interrupted = awaitOrInterrupt(subnet);
                outputs.endDashboard();
                new Summary(folder, run, plan, report, subnet.chain(), Optional.ofNullable(chain))
                        .print(output.json ? System.err : System.out);
                return interrupted ? ExitCode.INTERRUPTED : exitCode(subnet.failure(), report);
            }
        }
    }

    /** Waits for all nodes; on a signal stops them where they are. */
    private static boolean awaitOrInterrupt(LocalSubnet subnet) throws InterruptedException {
        try {
            subnet.await();
            return false;
        } catch (InterruptedException e) {
            subnet.interrupt();
            subnet.await();
            return true;
        }
    }

    /** {@code --windows} on a later start may stop short of the planned length, not go beyond it. */
    private Window lastWindow(RunConfig run) {
        int windows = Optional.ofNullable(options.windows).orElse(run.run().windows());
        if (windows > run.run().windows()) {
            throw new UsageException(
                    "this run was planned for " + run.run().windows() + " windows, and its learning-rate"
                            + " schedule ends there; --windows " + windows + " needs a new --dir");
        }
        return new Window(run.run().startWindow() + windows - 1);
    }

    private static int exitCode(Optional<Throwable> failure, RunReport report) {
        if (failure.isPresent()) {
            return Failures.code(failure.get());
        }
        return report.disagreements().isEmpty() ? ExitCode.OK : ExitCode.FORKED;
    }
}
