package io.grail.node.cli.wallet;

import io.grail.chain.wallet.Wallet;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code grail wallet show}: one wallet. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows one wallet's keys, their addresses and how they are kept, never a secret.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    WalletOptions options = new WalletOptions();

    @Option(names = "--json", description = "a JSON object instead of text")
    boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    CommandSpec spec;

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
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(view.json());
        } else {
            view.print(out);
            out.println("  in " + wallet);
        }
        return ExitCode.OK;
    }
}
