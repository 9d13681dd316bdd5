package io.grail.node.cli.wallet;

import io.grail.chain.wallet.Wallet;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code grail wallet show}: one wallet. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows one wallet's keys, their addresses and how they are kept, never a secret.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    WalletOptions options = new WalletOptions();

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() {
        Wallet wallet = options.wallet();
        WalletView view = WalletView.of(wallet);
        if (!wallet.coldkey().exists()
                && !wallet.coldkeypub().exists()
                && view.hotkeys().isEmpty()) {
            throw new UsageException("there is no wallet " + wallet + ": grail wallet list shows those of "
                    + options.folder().root());
        }
        answers.give(view.json(), view.lines());
        return ExitCode.OK;
    }
}
