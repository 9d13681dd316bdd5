package io.grail.node.cli.wallet;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code grail wallet}: names its commands. */
@Command(
        name = "wallet",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Makes and uses coldkeys and hotkeys. The files are btcli's own: what either writes, the other reads",
            "(docs/wallets.md)."
        },
        subcommands = {
            CreateCommand.class,
            ImportCommand.class,
            ListCommand.class,
            ShowCommand.class,
            SignCommand.class,
            VerifyCommand.class
        })
public final class WalletCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
