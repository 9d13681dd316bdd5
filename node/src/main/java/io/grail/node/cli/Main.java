package io.grail.node.cli;

import io.grail.node.cli.network.AxonCommand;
import io.grail.node.cli.network.BalanceCommand;
import io.grail.node.cli.network.CommitCommand;
import io.grail.node.cli.network.MetagraphCommand;
import io.grail.node.cli.network.NetworkCommand;
import io.grail.node.cli.network.RegisterCommand;
import io.grail.node.cli.network.StakeCommand;
import io.grail.node.cli.network.TransferCommand;
import io.grail.node.cli.network.WeightsCommand;
import io.grail.node.cli.wallet.WalletCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The entry point of {@code ./grail}: parses the command line, runs one command, returns its exit code. */
@Command(
        name = "grail",
        description = "Strangers train one language model together, and are paid for what they contribute.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            ChainCommand.class,
            MineCommand.class,
            ValidateCommand.class,
            DataCommand.class,
            ConfigCommand.class,
            GenerateCommand.class,
            EvalCommand.class,
            ExportCommand.class,
            BaselineCommand.class,
            AuditCommand.class,
            ExplainCommand.class,
            CheckCommand.class,
            ModelCommand.class,
            BucketCommand.class,
            AttackCommand.class,
            ChaosCommand.class,
            WalletCommand.class,
            NetworkCommand.class,
            MetagraphCommand.class,
            BalanceCommand.class,
            TransferCommand.class,
            RegisterCommand.class,
            StakeCommand.class,
            CommitCommand.class,
            WeightsCommand.class,
            AxonCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 done · 1 fault in Grail · 2 command line or run.toml · 3 data · 4 chain · 5 storage",
            "  6 the model is not the subnet's · 7 audit, check, attack, chaos or a proof found what should not be · 130 interrupted; nothing lost",
            "",
            "Start with:  grail up            a whole subnet on this machine",
            "Then:        grail help COMMAND  what a command does and takes"
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int code;
        try (var _ = Interrupts.ofThisThread()) {
            code = run(args);
        }
        System.exit(code);
    }

    private static int run(String... args) {
        CommandLine line = commandLine();
        if (args.length == 0) {
            line.usage(System.out);
            return ExitCode.OK;
        }
        return line.execute(args);
    }

    /** The parser of all commands, failures included. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"grail " + (version == null ? "(not packaged)" : version)};
        }
    }
}
