package io.grail.node.cli.network;

import io.grail.chain.Call;
import io.grail.chain.CallRefusedException;
import io.grail.chain.Neuron;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.wallet.Answers;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.protocol.identity.Hotkey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grail stake}: puts stake on the wallet's hotkey, or takes it back. */
@Command(
        name = "stake",
        mixinStandardHelpOptions = true,
        description = {
            "Puts stake on the wallet's hotkey, or takes it back.",
            "",
            "add takes AMOUNT of TAO from the coldkey and buys the subnet's token for it; remove sells AMOUNT of that",
            "token. Either moves the subnet's price: a large amount is better moved in parts."
        })
public final class StakeCommand implements Callable<Integer> {
    /** Which way. */
    enum Direction {
        ADD,
        REMOVE
    }

    @Parameters(index = "0", paramLabel = "add|remove")
    private Direction direction = Direction.ADD;

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "in tokens")
    private String amount = "";

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
        long rao = Tokens.rao(amount);
        Hotkey hotkey = keys.hotkey();
        Call call = switch (direction) {
            case ADD -> new Call.AddStake(hotkey, rao);
            case REMOVE -> new Call.RemoveStake(hotkey, rao);
        };
        try (SubtensorChain chain = network.connect()) {
            long balance = chain.balance(keys.account(KeyKind.COLDKEY));
            consent.ask(
                    switch (direction) {
                        case ADD -> "Stake " + amount + " on " + hotkey + ", of a balance of " + Tokens.of(balance);
                        case REMOVE -> "Take " + amount + " of stake back from " + hotkey;
                    });
            long block = CallRefusedException.block(chain.submit(call, keys.pair(KeyKind.COLDKEY)));
            long stake =
                    chain.metagraph(block).neuron(hotkey).map(Neuron::stake).orElse(0L);
            answers.give(
                    Answers.object()
                            .put("hotkey", hotkey.ss58())
                            .put("block", block)
                            .put("stakeRao", stake),
                    "done in block " + block + ": " + hotkey + " has a stake of " + Tokens.of(stake) + " on subnet "
                            + network.netuid());
        }
        return ExitCode.OK;
    }
}
