package io.grail.chain.local;

import io.grail.chain.Chain;

final class LocalChainTest extends EmbeddedConformance {
    @Override
    protected Chain over(LocalChain started) {
        return started.join("node");
    }
}
