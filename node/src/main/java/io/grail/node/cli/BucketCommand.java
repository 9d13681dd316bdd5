package io.grail.node.cli;

import picocli.CommandLine.Command;

/** {@code grail bucket}: what is done with a bucket alone. */
@Command(
        name = "bucket",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What is done with a bucket alone.",
        subcommands = BucketTestCommand.class)
final class BucketCommand {}
