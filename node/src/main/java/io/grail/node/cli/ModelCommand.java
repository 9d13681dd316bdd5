package io.grail.node.cli;

import picocli.CommandLine.Command;

/** {@code grail model}: what is done with a model that somebody gives out. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What is done with a model that somebody gives out.",
        subcommands = ModelVerifyCommand.class)
final class ModelCommand {}
