package io.grail.node.cli.wallet;

import io.grail.chain.wallet.Wallet;
import io.grail.chain.wallet.WalletFolder;
import io.grail.node.cli.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code grail wallet list}: all wallets of the folder. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists all wallets, their hotkeys and addresses; needs no password and shows no secret.")
final class ListCommand implements Callable<Integer> {
    @Mixin
    WalletOptions options = new WalletOptions();

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() {
        WalletFolder folder = options.folder();
        List<Wallet> wallets = folder.wallets();
        for (Wallet wallet : wallets) {
            WalletView view = WalletView.of(wallet);
            answers.give(view.json(), view.lines());
        }
        if (wallets.isEmpty()) {
            answers.warn("no wallets in " + folder.root() + "; grail wallet create makes one");
        }
        return ExitCode.OK;
    }
}
