package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.LocalSubnet;
import io.grail.protocol.run.RunConfig;
import java.nio.file.Files;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the chain of a run is that is only looked at. */
final class RecordedChain {
    @Option(
            names = "--chain",
            paramLabel = "URL",
            description =
                    "where the run's chain is served: ws://… or wss://… of Bittensor's nodes, http://… of grail chain"
                            + " (default: the ledger in the run's folder)")
    @Nullable
    String chain;

    /**
     * Opens it; the ledger in the folder makes no block.
     *
     * @throws UsageException if there is none in the folder
     */
    Chain open(RunFolder folder, RunConfig run) {
        if (chain != null) {
            return ChainEndpoint.parse(chain).connect(run.chain().netuid());
        }
        if (!Files.exists(folder.chain())) {
            throw new UsageException("there is no chain in " + folder.root()
                    + ": name a node of the run's chain with --chain, or start the run first");
        }
        return LocalChain.open(
                folder.chain(), LocalSubnet.ledgerConfig(run), new Pace.WallClock(1_000, InstantSource.system()));
    }
}
