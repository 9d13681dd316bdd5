package io.grail.node.cli.network;

import io.grail.chain.CallRefusedException;
import io.grail.chain.substrate.value.Value;
import io.grail.chain.subtensor.RuntimeCall;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.wallet.Answers;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.protocol.identity.Keypair;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code grail network create}: a subnet of one's own. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Registers a new subnet, owned by the wallet's coldkey, whose hotkey gets slot 0. It costs what the network",
            "asks: 1,000 tokens and more. Some blocks later it must be started, or nobody can stake or earn:",
            "  grail network call SubtensorModule.start_call netuid=N"
        })
final class CreateSubnetCommand implements Callable<Integer> {
    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Mixin
    Consent consent = new Consent();

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() throws InterruptedException {
        try (SubtensorChain chain = network.connectAnywhere()) {
            long balance = chain.balance(keys.account(KeyKind.COLDKEY));
            consent.ask("Register a new subnet, of a balance of " + Tokens.of(balance) + " tokens");
            Set<Integer> before = chain.owners().keySet();
            Keypair coldkey = keys.pair(KeyKind.COLDKEY);
            RuntimeCall call = RuntimeCall.of(
                    "SubtensorModule.register_network",
                    Map.of("hotkey", Value.of(keys.hotkey().bytes())));
            long block = CallRefusedException.block(chain.submit(call, coldkey));
            int netuid = chain.owners().entrySet().stream()
                    .filter(each ->
                            !before.contains(each.getKey()) && each.getValue().equals(coldkey.coldkey()))
                    .mapToInt(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("block " + block + " brought no new subnet"));
            answers.give(
                    Answers.object().put("netuid", netuid).put("block", block),
                    "subnet " + netuid + " registered in block " + block);
        }
        return ExitCode.OK;
    }
}
