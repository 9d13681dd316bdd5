package io.grail.node.cli.network;

import io.grail.chain.subtensor.Axon;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.wallet.Answers;
import io.grail.protocol.identity.Hotkey;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code grail axon show}: where a hotkey says that it can be reached. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows where an address, or the wallet's hotkey, says that it can be reached.")
final class ShowAxonCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "HOTKEY", description = "an SS58 address instead of the wallet's hotkey")
    @Nullable
    String address;

    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() {
        Hotkey hotkey = address == null ? keys.hotkey() : new Hotkey(TransferCommand.to(address));
        try (SubtensorChain chain = network.connect()) {
            Optional<Axon> axon = chain.axon(hotkey);
            answers.give(
                    axon.map(each -> json(hotkey, each))
                            .orElseGet(() -> Answers.object().put("hotkey", hotkey.ss58())),
                    hotkey + axon.map(each -> " serves " + text(each)).orElse(" serves no axon"));
        }
        return ExitCode.OK;
    }

    static ObjectNode json(Hotkey hotkey, Axon axon) {
        return Answers.object()
                .put("hotkey", hotkey.ss58())
                .put("ip", axon.ip().getHostAddress())
                .put("port", axon.port())
                .put("protocol", axon.protocol())
                .put("version", axon.version());
    }

    static String text(Axon axon) {
        return axon.ip().getHostAddress() + " port " + axon.port() + ", protocol " + axon.protocol();
    }
}
