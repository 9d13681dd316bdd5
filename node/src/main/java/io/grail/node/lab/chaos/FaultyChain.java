package io.grail.node.lab.chaos;

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

/** The chain as a node sees it under faults; tells the chronicle which weights the chain took. */
record FaultyChain(Chain chain, Injector injector) implements Chain {
    @Override
    public String genesis() {
        return chain.genesis();
    }

    @Override
    public Block head() {
        injector.reachChain();
        return chain.head();
    }

    @Override
    public Optional<Block> block(long number) {
        injector.reachChain();
        return chain.block(number);
    }

    @Override
    public Duration blockTime() {
        return chain.blockTime();
    }

    @Override
    public Block awaitBlock(long number) throws InterruptedException {
        return injector.awaitBlock(number);
    }

    @Override
    public Metagraph metagraph(long blockNumber) {
        injector.reachChain();
        return chain.metagraph(blockNumber);
    }

    @Override
    public Optional<Commitment> commitment(Hotkey hotkey) {
        injector.reachChain();
        return chain.commitment(hotkey);
    }

    @Override
    public SortedMap<Hotkey, Commitment> commitments(long blockNumber) {
        injector.reachChain();
        return chain.commitments(blockNumber);
    }

    @Override
    public long balance(AccountId account) {
        injector.reachChain();
        return chain.balance(account);
    }

    @Override
    public Outcome submit(Call call, Keypair signer) throws InterruptedException {
        injector.reachChain();
        return injector.effect(Effect.SUBMIT, () -> {
            Outcome outcome = chain.submit(call, signer);
            if (outcome instanceof Outcome.Included included && call instanceof Call.SetWeights set) {
                injector.chronicle().paid(injector.node(), included.block(), set.weights());
            }
            return outcome;
        });
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
