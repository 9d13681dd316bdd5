package io.grail.node.cli.network;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code grail network}: names its commands. */
@Command(
        name = "network",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "What concerns a whole network of Bittensor, and calls that have no command of their own.",
            "A subnet's affairs: metagraph, balance, register, stake, commit, weights, axon. (grail chain serves the",
            "embedded development chain, which is another.)"
        },
        subcommands = {StatusCommand.class, CreateSubnetCommand.class, CallCommand.class, DrandCommand.class})
public final class NetworkCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
