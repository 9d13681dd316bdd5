package io.grail.node.cli.network;

import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.Terminal;
import picocli.CommandLine.Option;

/** Asks before something that costs. */
final class Consent {
    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    /** Returns if the answer is yes; without a terminal only {@code --yes} is one. */
    void ask(String what) {
        if (yes) {
            return;
        }
        Terminal terminal = Terminal.find()
                .orElseThrow(() ->
                        new UsageException(what + ": there is no terminal to ask on; give --yes if that is meant"));
        if (!terminal.agrees(what + "?")) {
            throw new UsageException("nothing was done");
        }
    }
}
