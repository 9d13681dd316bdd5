package io.grail.chain;

import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Block;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the rules need of a chain: finalized time, who takes part, and who is paid.
 *
 * <p>Every method throws {@link ChainUnavailableException} naming the endpoint when the chain cannot be reached within
 * its deadline. Safe for use by several threads.
 */
public interface Chain extends AutoCloseable {
    /** Names the chain: artifacts and signatures for one chain mean nothing on another. */
    String genesis();

    /** The newest finalized block. */
    Block head();

    /** A finalized block by number; empty if it does not exist yet. */
    Optional<Block> block(long number);

    /** How long a block takes, as a rule: nodes measure by it for how long they wait for each other. */
    Duration blockTime();

    /** Waits until block {@code number} is finalized and returns it. */
    Block awaitBlock(long number) throws InterruptedException;

    /**
     * The subnet as it stood after block {@code blockNumber}.
     *
     * @throws IllegalArgumentException if that block does not exist yet or its state is no longer kept
     */
    Metagraph metagraph(long blockNumber);

    /** What {@code hotkey} has committed, as it stands at the head. */
    Optional<Commitment> commitment(Hotkey hotkey);

    /**
     * Everybody's commitments as they stood after block {@code blockNumber}; one that a later call of the same block
     * replaced is not seen.
     *
     * @throws IllegalArgumentException if that block does not exist yet or its state is no longer kept
     */
    SortedMap<Hotkey, Commitment> commitments(long blockNumber);

    /** Free balance in rao, 10⁻⁹ of a token. */
    long balance(AccountId account);

    /** Signs {@code call}, submits it and waits until a block holds it or the chain refuses it. */
    Outcome submit(Call call, Keypair signer) throws InterruptedException;

    /** Where it is, for people. */
    String endpoint();

    @Override
    void close();
}
