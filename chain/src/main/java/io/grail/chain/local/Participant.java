package io.grail.chain.local;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/** One node's handle on the embedded chain: in virtual time, blocks wait for it. */
final class Participant implements Chain {
    private final LocalChain chain;
    private final String name;
    /** What its threads wait for now; guarded by the chain's lock. */
    private final List<BooleanSupplier> waits = new ArrayList<>();

    Participant(LocalChain chain, String name) {
        this.chain = chain;
        this.name = name;
    }

    String name() {
        return name;
    }

    void beginWait(BooleanSupplier until) {
        waits.add(until);
    }

    void endWait(BooleanSupplier until) {
        waits.remove(until);
    }

    /** Whether it waits for something that has not come; what has come makes it busy before its thread knows. */
    boolean waiting() {
        return !waits.isEmpty() && waits.stream().noneMatch(BooleanSupplier::getAsBoolean);
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
        return chain.awaitBlock(number, Optional.of(this));
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
        return chain.submit(call, signer, Optional.of(this));
    }

    @Override
    public String endpoint() {
        return chain.endpoint();
    }

    /** Leaves: blocks no longer wait for this one. */
    @Override
    public void close() {
        chain.leave(this);
    }
}
