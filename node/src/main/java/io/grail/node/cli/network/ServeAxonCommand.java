package io.grail.node.cli.network;

import io.grail.chain.CallRefusedException;
import io.grail.chain.subtensor.Axon;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.Answers;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.protocol.identity.Keypair;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grail axon serve}: publishes where the wallet's hotkey can be reached. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Publishes on the chain where the wallet's hotkey can be reached.")
final class ServeAxonCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IP", description = "an IPv4 or IPv6 address, no loopback")
    String ip = "";

    @Parameters(index = "1", paramLabel = "PORT", description = "1 to 65535")
    int port;

    @Option(
            names = "--protocol",
            paramLabel = "N",
            description = "by the neuron's own numbers (default: ${DEFAULT-VALUE})")
    int protocol = Axon.PROTOCOL;

    @Option(
            names = "--software-version",
            paramLabel = "N",
            description = "of the neuron's software (default: ${DEFAULT-VALUE})")
    long version;

    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() throws InterruptedException {
        Axon axon = axon();
        Keypair hotkey = keys.pair(KeyKind.HOTKEY);
        try (SubtensorChain chain = network.connect()) {
            long block = CallRefusedException.block(chain.serve(axon, hotkey));
            answers.give(
                    ShowAxonCommand.json(hotkey.hotkey(), axon).put("block", block),
                    hotkey.account() + " serves " + ShowAxonCommand.text(axon) + " since block " + block);
        }
        return ExitCode.OK;
    }

    private Axon axon() {
        try {
            return new Axon(InetAddress.ofLiteral(ip), port, protocol, version);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
