package io.grail.chain.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.Chain;
import io.grail.chain.local.EmbeddedConformance;
import io.grail.chain.local.LocalChain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

final class RemoteChainTest extends EmbeddedConformance {
    private final List<ChainServer> servers = new ArrayList<>();

    @Override
    protected Chain over(LocalChain started) {
        ChainServer server = ChainServer.start(started, 0);
        servers.add(server);
        Chain remote = RemoteChain.connect(server.uri());
        assertThat(remote.endpoint()).contains(server.uri().toString());
        return remote;
    }

    @AfterEach
    void stop() {
        servers.forEach(ChainServer::close);
    }
}
