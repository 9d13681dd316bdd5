package io.grail.node.lab;

import io.grail.chain.Chain;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Block;
import java.util.Optional;

/**
 * A chain whose block hashes are replaced by ones that follow from a seed and the block's number, for
 * {@link Conditions#seededBeacon}. Whoever knows the seed foresees them all.
 */
final class SeededBeacon extends ForwardingChain {
    private final long seed;

    SeededBeacon(Chain chain, long seed) {
        super(chain);
        this.seed = seed;
    }

    private Block seeded(Block block) {
        byte[] drawn = new CanonicalWriter()
                .text("grail/seeded-beacon/1")
                .u64(seed)
                .u64(block.number())
                .toByteArray();
        return new Block(block.number(), Hash.sha256(drawn), block.timestampMillis());
    }

    @Override
    public Block head() {
        return seeded(super.head());
    }

    @Override
    public Optional<Block> block(long number) {
        return super.block(number).map(this::seeded);
    }

    @Override
    public Block awaitBlock(long number) throws InterruptedException {
        return seeded(super.awaitBlock(number));
    }
}
