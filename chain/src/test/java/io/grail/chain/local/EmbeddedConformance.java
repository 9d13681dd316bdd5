package io.grail.chain.local;

import io.grail.chain.Chain;
import io.grail.chain.ChainConformance;
import io.grail.protocol.identity.Keypair;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What nodes rely on, of the embedded chain, a new one for each test. */
public abstract class EmbeddedConformance extends ChainConformance {
    /** Not //Alice, who owns the subnet and gets a cut of every block. */
    private static final Keypair BOB = Keypair.fromUri("//Bob");

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // set by chain() before each test
    private LocalChain local;

    @SuppressWarnings("NullAway.Init")
    private Chain chain;

    protected EmbeddedConformance() {}

    /** The chain under test, over a started embedded one. */
    protected abstract Chain over(LocalChain started);

    @Override
    protected final Chain chain() {
        Pace pace = new Pace.WallClock(20, InstantSource.system());
        local = LocalChain.open(directory, LedgerConfig.laptop(9).withWeights(2, Ledger.RAO), pace);
        local.start();
        chain = over(local);
        return chain;
    }

    @AfterEach
    void close() {
        chain.close();
        local.close();
    }

    @Override
    protected final Keypair payer() {
        return BOB;
    }

    @Override
    protected final long settling() {
        return 20;
    }

    @Override
    protected final boolean isWorth(long stake, long rao) {
        return stake == rao;
    }
}
