package io.grail.node.cli;

import picocli.CommandLine.Option;

/** How a long-running command shows what happens. */
final class OutputOptions {
    @Option(names = "--json", description = "one JSON object an event on stdout, for scripts")
    boolean json;

    @Option(names = "--plain", description = "plain lines even on a terminal (pipes always get them)")
    boolean plain;
}
