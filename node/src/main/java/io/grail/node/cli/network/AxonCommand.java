package io.grail.node.cli.network;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code grail axon}: names its commands. */
@Command(
        name = "axon",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Where a hotkey says on the chain that it can be reached. Grail's own nodes need no axon.",
        subcommands = {ServeAxonCommand.class, ShowAxonCommand.class})
public final class AxonCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
