package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.LocalSubnet;
import io.grail.protocol.run.RunConfig;
import java.time.InstantSource;

/** The ledger in a run's folder, when nobody runs it. */
final class LocalLedger {
    private LocalLedger() {}

    /** Never started, so it makes no block. */
    static Chain openForReading(RunFolder folder, RunConfig run) {
        return LocalChain.open(
                folder.chain(), LocalSubnet.ledgerConfig(run), new Pace.WallClock(1_000, InstantSource.system()));
    }
}
