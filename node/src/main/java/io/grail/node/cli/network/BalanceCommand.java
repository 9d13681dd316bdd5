package io.grail.node.cli.network;

import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.wallet.Answers;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.protocol.identity.AccountId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grail balance}: what an account has. */
@Command(
        name = "balance",
        mixinStandardHelpOptions = true,
        description = "Shows the free balance of an address, or of the wallet's coldkey; what is staked is not in it.")
public final class BalanceCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "an SS58 address instead of the wallet's coldkey")
    @Nullable
    private String address;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Mixin
    private Answers answers = new Answers();

    @Override
    public Integer call() {
        AccountId account = account();
        try (SubtensorChain chain = network.connectAnywhere()) {
            long rao = chain.balance(account);
            answers.give(
                    Answers.object().put("address", account.ss58()).put("rao", rao),
                    account + " has " + Tokens.of(rao) + " tokens");
        }
        return ExitCode.OK;
    }

    private AccountId account() {
        return address == null ? keys.account(KeyKind.COLDKEY) : TransferCommand.to(address);
    }
}
