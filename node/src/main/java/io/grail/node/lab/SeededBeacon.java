package io.grail.node.lab;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.chain.Metagraph;
import io.grail.chain.Outcome;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Block;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A chain whose block hashes are replaced by ones that follow from a seed and the block's number, for
 * {@link Conditions#seededBeacon}. Whoever knows the seed foresees them all.
 */
record SeededBeacon(Chain chain, long seed) implements Chain {
    private Block seeded(Block block) {
        byte[] drawn = new CanonicalWriter()
                .text("grail/seeded-beacon/1")
                .u64(seed)
                .u64(block.number())
                .toByteArray();
        return new Block(block.number(), Hash.sha256(drawn), block.timestampMillis());
    }

    @Override
    public String genesis() {
        return chain.genesis();
    }

    @Override
    public Block head() {
        return seeded(chain.head());
    }

    @Override
    public Optional<Block> block(long number) {
        return chain.block(number).map(this::seeded);
    }

    @Override
    public Block awaitBlock(long number) throws InterruptedException {
        return seeded(chain.awaitBlock(number));
    }

    @Override
    public Metagraph metagraph(long blockNumber) {
        return chain.metagraph(blockNumber);
    }

    @Override
    public Optional<Commitment> commitment(Hotkey hotkey) {
        return chain.commitment(hotkey);
    }

    @Override
    public SortedMap<Hotkey, Commitment> commitments(long blockNumber) {
        return chain.commitments(blockNumber);
    }

    @Override
    public long balance(AccountId account) {
        return chain.balance(account);
    }

    @Override
    public Outcome submit(Call call, Keypair signer) throws InterruptedException {
        return chain.submit(call, signer);
    }

    @Override
    public String endpoint() {
        return chain.endpoint();
    }

    @Override
    public void close() {
        chain.close();
    }
}
