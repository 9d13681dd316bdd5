package io.grail.chain.local;

import io.grail.chain.Chain;
import io.grail.chain.ChainConformance;

final class LocalChainTest extends ChainConformance {
    @Override
    protected Chain over(LocalChain started) {
        return started.join("node");
    }
}
