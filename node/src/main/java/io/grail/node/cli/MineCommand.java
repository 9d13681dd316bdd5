package io.grail.node.cli;

import io.grail.learning.device.Device;
import io.grail.node.miner.MinerRole;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code grail mine}: one miner. */
@Command(
        name = "mine",
        mixinStandardHelpOptions = true,
        description = "Runs one miner: registers it, trains on what it is assigned, publishes updates, earns."
                + " Stop it when you like; started again it catches up and goes on.")
final class MineCommand implements Callable<Integer> {
    @Mixin
    NodeOptions options = new NodeOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        return new SingleNode(options, output)
                .run(0, (node, last) -> new MinerRole(node, Device.named(options.device)).run(last));
    }
}
