package io.grail.node.cli;

import io.grail.learning.device.Device;
import io.grail.node.home.RunFolder;
import io.grail.node.miner.Capture;
import io.grail.node.miner.CaptureFolder;
import io.grail.node.miner.MinerRole;
import io.grail.node.sync.NodeContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail mine}: one miner. */
@Command(
        name = "mine",
        mixinStandardHelpOptions = true,
        description = "Runs one miner: registers it, trains on what it is assigned, publishes updates, earns."
                + " Stop it when you like; started again it catches up and goes on.")
final class MineCommand implements Callable<Integer>, Resumable {
    @Mixin
    NodeOptions options = new NodeOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--capture", description = UpCommand.CAPTURE)
    boolean capture;

    @Override
    public Integer call() throws InterruptedException {
        return new SingleNode(options, output)
                .run(0, (node, last) -> new MinerRole(node, Device.named(options.device), capture(node)).run(last));
    }

    private Capture capture(NodeContext node) {
        return capture
                ? new CaptureFolder(
                        new RunFolder(options.dir).capture(options.name),
                        node.run().run())
                : Capture.NONE;
    }
}
