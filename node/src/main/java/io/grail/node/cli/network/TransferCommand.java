package io.grail.node.cli.network;

import io.grail.chain.Call;
import io.grail.chain.CallRefusedException;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.Answers;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.protocol.identity.AccountId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grail transfer}: sends tokens. */
@Command(
        name = "transfer",
        mixinStandardHelpOptions = true,
        description = "Sends tokens from the wallet's coldkey to an address, and keeps the account alive.")
public final class TransferCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ADDRESS")
    private String address = "";

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
        AccountId to = to(address);
        try (SubtensorChain chain = network.connectAnywhere()) {
            long balance = chain.balance(keys.account(KeyKind.COLDKEY));
            consent.ask("Send " + amount + " tokens to " + to + ", of a balance of " + Tokens.of(balance));
            long block =
                    CallRefusedException.block(chain.submit(new Call.Transfer(to, rao), keys.pair(KeyKind.COLDKEY)));
            answers.give(
                    Answers.object().put("to", to.ss58()).put("rao", rao).put("block", block),
                    "sent " + amount + " tokens to " + to + " in block " + block);
        }
        return ExitCode.OK;
    }

    /** The account that was named. */
    static AccountId to(String address) {
        try {
            return AccountId.fromSs58(address);
        } catch (IllegalArgumentException e) {
            throw new UsageException("'" + address + "' is no address: " + e.getMessage());
        }
    }
}
