package io.grail.node.cli.network;

import io.grail.chain.Call;
import io.grail.chain.CallRefusedException;
import io.grail.chain.Neuron;
import io.grail.chain.subtensor.Subnet;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.Answers;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.protocol.identity.Hotkey;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code grail register}: a slot on a subnet. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = "Buys a slot on a subnet for the wallet's hotkey; its coldkey pays. Shows the price, and asks.")
public final class RegisterCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private Answers answers = new Answers();

    @Override
    public Integer call() throws InterruptedException {
        Hotkey hotkey = keys.hotkey();
        try (SubtensorChain chain = network.connect()) {
            if (slot(chain, hotkey).isEmpty()) {
                buy(chain, hotkey);
            }
            Neuron neuron = slot(chain, hotkey)
                    .orElseThrow(() -> new UsageException(hotkey + " lost its slot again: others registered since"));
            answers.give(
                    Answers.object()
                            .put("hotkey", hotkey.ss58())
                            .put("uid", neuron.uid().value())
                            .put("block", neuron.registeredAt()),
                    hotkey + " has uid " + neuron.uid() + " since block " + neuron.registeredAt());
        }
        return ExitCode.OK;
    }

    private void buy(SubtensorChain chain, Hotkey hotkey) throws InterruptedException {
        Subnet subnet = chain.subnet().orElseThrow(() -> new UsageException("there is no subnet " + network.netuid()));
        long balance = chain.balance(keys.account(KeyKind.COLDKEY));
        consent.ask("Register " + hotkey + " on subnet " + subnet.netuid() + " for " + Tokens.of(subnet.burnRao())
                + " tokens and a fee, of a balance of " + Tokens.of(balance));
        long block =
                CallRefusedException.block(chain.submit(new Call.BurnedRegister(hotkey), keys.pair(KeyKind.COLDKEY)));
        chain.awaitBlock(block);
    }

    private static Optional<Neuron> slot(SubtensorChain chain, Hotkey hotkey) {
        return chain.metagraph(chain.head().number()).neuron(hotkey);
    }
}
