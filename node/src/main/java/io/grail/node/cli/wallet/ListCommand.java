package io.grail.node.cli.wallet;

import io.grail.chain.wallet.Wallet;
import io.grail.chain.wallet.WalletFolder;
import io.grail.node.cli.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code grail wallet list}: all wallets of the folder. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists all wallets, their hotkeys and addresses; needs no password and shows no secret.")
final class ListCommand implements Callable<Integer> {
    @Mixin
    WalletOptions options = new WalletOptions();

    @Option(names = "--json", description = "one JSON object for each wallet")
    boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        WalletFolder folder = options.folder();
        List<Wallet> wallets = folder.wallets();
        for (Wallet wallet : wallets) {
            WalletView view = WalletView.of(wallet);
            if (json) {
                out.println(view.json());
            } else {
                view.print(out);
            }
        }
        if (wallets.isEmpty() && !json) {
            out.println("no wallets in " + folder.root() + "; grail wallet create makes one");
        }
        return ExitCode.OK;
    }
}
