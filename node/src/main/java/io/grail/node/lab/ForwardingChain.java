package io.grail.node.lab;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.chain.Metagraph;
import io.grail.chain.Outcome;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Block;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/** Another chain, as it is; whoever changes something about it overrides that. */
public class ForwardingChain implements Chain {
    private final Chain chain;

    /** Goes through to {@code chain}, and closes it. */
    public ForwardingChain(Chain chain) {
        this.chain = chain;
    }

    @Override
    public String genesis() {
        return chain.genesis();
    }

    @Override
    public Block head() {
        return chain.head();
    }

    @Override
    public Optional<Block> block(long number) {
        return chain.block(number);
    }

    @Override
    public Duration blockTime() {
        return chain.blockTime();
    }

    @Override
    public Block awaitBlock(long number) throws InterruptedException {
        return chain.awaitBlock(number);
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
