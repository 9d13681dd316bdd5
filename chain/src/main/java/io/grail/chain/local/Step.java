package io.grail.chain.local;

import io.grail.chain.Outcome;
import java.util.List;

/**
 * One block's effect.
 *
 * @param next the ledger after it; its {@link Ledger#head()} is the block
 * @param extrinsics of the block
 * @param outcomes one per extrinsic, in their order
 */
record Step(Ledger next, List<Extrinsic> extrinsics, List<Outcome> outcomes) {
    Step {
        extrinsics = List.copyOf(extrinsics);
        outcomes = List.copyOf(outcomes);
    }
}
