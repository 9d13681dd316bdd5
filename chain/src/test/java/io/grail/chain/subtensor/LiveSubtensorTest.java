package io.grail.chain.subtensor;

import io.grail.chain.Chain;
import io.grail.chain.ChainConformance;
import io.grail.protocol.identity.Keypair;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What nodes rely on, of a real runtime on a development chain: {@code -Dgrail.chain.endpoint=ws://127.0.0.1:9944}. */
@EnabledIfSystemProperty(named = "grail.chain.endpoint", matches = "wss?://.+")
final class LiveSubtensorTest extends ChainConformance {
    private static SubtensorChain chain;

    @BeforeAll
    static void connect() throws InterruptedException {
        URI endpoint = URI.create(System.getProperty("grail.chain.endpoint", ""));
        int netuid = DevelopmentSubnet.create(List.of(endpoint));
        chain = SubtensorChain.connect(SubtensorConfig.of(netuid, List.of(endpoint)));
    }

    @AfterAll
    static void close() {
        chain.close();
    }

    @Override
    protected Chain chain() {
        return chain;
    }

    @Override
    protected Keypair payer() {
        return DevelopmentSubnet.ALICE;
    }

    /** Two tempos of 10: the next epoch gives the permit. */
    @Override
    protected long settling() {
        return 24;
    }

    /** The subnet's token costs what its pool says, and a pool gives less the more is bought. */
    @Override
    protected boolean isWorth(long stake, long rao) {
        return stake > 0;
    }
}
