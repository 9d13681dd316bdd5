package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.chain.wire.ChainServer;
import io.grail.node.event.Events;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.FolderLock;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.BlockWatch;
import io.grail.node.lab.LocalSubnet;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.window.WindowSchedule;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail chain}: the embedded ledger as a process of its own. */
@Command(
        name = "chain",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the development chain of a run on loopback, for nodes in other processes; runs until Ctrl-C.",
            "",
            "The first start prepares data and writes DIR/run.toml. Then, each in a terminal of its own:",
            "  grail validate --dir DIR --name validator-0 --stake 4000",
            "  grail mine     --dir DIR --name miner-0"
        })
final class ChainCommand implements Callable<Integer>, Resumable {
    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + ChainEndpoint.DEFAULT_PORT,
            description = "port on 127.0.0.1 (default: ${DEFAULT-VALUE})")
    int port;

    @Option(
            names = "--miners",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "miners that will share this machine; sets the time between blocks (default: ${DEFAULT-VALUE})")
    int miners;

    @Option(
            names = "--validators",
            paramLabel = "N",
            defaultValue = "2",
            description = "validators that will share this machine (default: ${DEFAULT-VALUE})")
    int validators;

    @Override
    public Integer call() throws InterruptedException {
        RunFolder folder = new RunFolder(options.dir);
        RunConfig run;
        int blockMillis;
        try (var _ = FolderLock.take(folder.lock(), "runs in " + folder.root());
                WorkerPool workers = new WorkerPool(Runtime.getRuntime().availableProcessors())) {
            NativeStart.oneThreadANode();
            RunStart start = new RunStart(folder, options, Progress.onStderr());
            RunPreparation.Ready ready = start.ready(workers, miners + validators + 1);
            run = ready.run();
            blockMillis = start.blockMillis(ready, miners, validators);
            serve(folder, run, blockMillis);
        }
        return ExitCode.OK;
    }

    private void serve(RunFolder folder, RunConfig run, int blockMillis) throws InterruptedException {
        Pace pace = new Pace.WallClock(blockMillis, InstantSource.system());
        try (Outputs outputs = new Outputs(folder.root().resolve("chain-events.jsonl"));
                LocalChain chain = LocalChain.open(folder.chain(), LocalSubnet.ledgerConfig(run), pace);
                ChainServer server = ChainServer.start(chain, port)) {
            outputs.show(output, List.of(), hotkey -> 0);
            Progress.onStderr().say("chain at " + server.uri() + "; stop it with Ctrl-C");
            chain.start();
            watch(chain, WindowSchedule.of(run), new Events("chain", InstantSource.system(), outputs.sink()));
        }
    }

    private static void watch(Chain chain, WindowSchedule schedule, Events events) {
        try {
            new BlockWatch(chain, schedule, events).run();
        } catch (InterruptedException e) {
            events.emit(new NodeEvent.Stopped("interrupted; the ledger is whole and continues when started again"));
        }
    }
}
