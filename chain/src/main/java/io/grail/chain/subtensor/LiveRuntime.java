package io.grail.chain.subtensor;

import io.grail.chain.substrate.extrinsic.ChainVersion;
import io.grail.chain.substrate.extrinsic.ExtrinsicSigner;
import io.grail.chain.substrate.runtime.ChainRuntime;

/** A runtime that made some of the chain's blocks, and what signatures for it cover. */
record LiveRuntime(ChainRuntime runtime, ChainVersion version) {
    /**
     * Signs for it.
     *
     * @throws io.grail.chain.substrate.extrinsic.UnsupportedRuntimeException naming what of its extrinsics is not known
     */
    ExtrinsicSigner signer() {
        return new ExtrinsicSigner(runtime);
    }
}
