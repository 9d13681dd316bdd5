package io.grail.node.cli;

import io.grail.learning.device.Device;
import io.grail.node.home.RunFolder;
import io.grail.node.home.RunTokenizer;
import io.grail.node.validator.ValidatorRole;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail validate}: one validator. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Runs one validator: registers and stakes, gathers and judges updates, sets weights. The validator"
                        + " with most stake leads: it merges the updates and signs the manifest.")
final class ValidateCommand implements Callable<Integer>, Resumable {
    private static final long RAO = 1_000_000_000L;

    @Mixin
    NodeOptions options = new NodeOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--stake",
            paramLabel = "TOKENS",
            defaultValue = "2000",
            description = "stake wanted on the hotkey, on a development chain; at least 1000 for a permit"
                    + " (default: ${DEFAULT-VALUE})")
    long stake;

    @Override
    public Integer call() throws InterruptedException {
        return new SingleNode(options, output)
                .run(
                        Math.multiplyExact(stake, RAO),
                        (node, last) -> new ValidatorRole(
                                        node,
                                        Device.named(options.device),
                                        RunTokenizer.open(node.run(), new RunFolder(options.dir)))
                                .run(last));
    }
}
