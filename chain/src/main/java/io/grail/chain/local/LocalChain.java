package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.ChainUnavailableException;
import io.grail.chain.Commitment;
import io.grail.chain.Metagraph;
import io.grail.chain.Outcome;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Block;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The embedded development chain: one {@link Ledger}, its log on disk and the making of its blocks.
 *
 * <p>A development network: one producer, whom all must trust, and keys whose secrets are public. Nodes take part
 * through {@link #join}; the chain itself is a handle for observers, for whom no block ever waits. Safe for use by
 * several threads.
 */
public final class LocalChain implements Chain {
    private final Pace pace;
    private final BlockMaker blocks;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Participant> participants = new ArrayList<>();
    private long submissions;
    private boolean started;
    private @Nullable Thread producer;

    private LocalChain(BlockLog log, LedgerConfig config, Pace pace) {
        this.pace = pace;
        blocks = new BlockMaker(log, config, pace);
    }

    /**
     * Opens the chain kept in {@code directory}, or begins one there; makes no block before {@link #start}.
     *
     * @throws LedgerDirectoryException if the directory is in use, damaged, or holds a chain of other constants
     */
    public static LocalChain open(Path directory, LedgerConfig config, Pace pace) {
        BlockLog log = BlockLog.open(directory);
        try {
            return new LocalChain(log, config, pace);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /**
     * A node's own handle. In virtual time no block comes while the handle's owner is busy, so its calls belong to one
     * thread at a time, and closing it lets time go on without that node.
     *
     * @throws IllegalArgumentException if somebody of that name takes part already
     */
    public Chain join(String name) {
        lock.lock();
        try {
            if (participants.stream().anyMatch(p -> p.name().equals(name))) {
                throw new IllegalArgumentException("a participant named " + name + " has joined already");
            }
            Participant participant = new Participant(this, name);
            participants.add(participant);
            return participant;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time begin. In virtual time all participants join before, or while another one is busy. */
    public void start() {
        lock.lock();
        try {
            if (started) {
                return;
            }
            started = true;
            switch (pace) {
                case Pace.WallClock wall ->
                    producer = Thread.ofPlatform().name("grail-blocks").daemon().start(() -> produce(wall));
                case Pace.Virtual ignored -> advance();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The head's timestamp as a clock: the time of everything else in virtual time. */
    public InstantSource headTime() {
        return () -> Instant.ofEpochMilli(head().timestampMillis());
    }

    /** The ledger after the newest block. */
    public Ledger ledger() {
        lock.lock();
        try {
            return blocks.ledger();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String genesis() {
        return ledger().genesisHash().toString();
    }

    @Override
    public Block head() {
        return ledger().head();
    }

    @Override
    public Optional<Block> block(long number) {
        lock.lock();
        try {
            return blocks.history().block(number);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration blockTime() {
        return Duration.ofMillis(pace.blockMillis());
    }

    @Override
    public Block awaitBlock(long number) throws InterruptedException {
        return awaitBlock(number, Optional.empty());
    }

    Block awaitBlock(long number, Optional<Participant> who) throws InterruptedException {
        Check.range("block number", number, 0, Long.MAX_VALUE);
        lock.lock();
        try {
            await(() -> blocks.ledger().head().number() >= number, who, Long.MAX_VALUE);
            return blocks.history().block(number).orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for block {@code number} at most {@code timeout}; empty if it has not come by then. */
    public Optional<Block> pollBlock(long number, Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            await(() -> blocks.ledger().head().number() >= number, Optional.empty(), timeout.toNanos());
            return blocks.history().block(number);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Metagraph metagraph(long blockNumber) {
        lock.lock();
        try {
            return blocks.history().metagraph(blockNumber);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Commitment> commitment(Hotkey hotkey) {
        return ledger().commitment(hotkey);
    }

    @Override
    public SortedMap<Hotkey, Commitment> commitments(long blockNumber) {
        lock.lock();
        try {
            return blocks.history().commitments(blockNumber);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long balance(AccountId account) {
        return ledger().balance(account);
    }

    /** The nonce with which {@code account} signs its next extrinsic, what waits for a block included. */
    public long nextNonce(AccountId account) {
        lock.lock();
        try {
            return blocks.ledger().nonce(account) + blocks.pool().signedBy(account);
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException in virtual time, where only participants' calls repeat
     */
    @Override
    public Outcome submit(Call call, Keypair signer) throws InterruptedException {
        return submit(call, signer, Optional.empty());
    }

    Outcome submit(Call call, Keypair signer, Optional<Participant> who) throws InterruptedException {
        lock.lock();
        try {
            refuseObserver(who);
            if (blocks.pool().full()) {
                return fullPool();
            }
            String sender = who.map(Participant::name).orElse("");
            Submission submission = Submission.of(
                    call, signer, sender, submissions++, blocks.ledger().genesisHash());
            blocks.pool().add(submission);
            try {
                await(submission::settled, who, Long.MAX_VALUE);
            } catch (ChainUnavailableException e) {
                blocks.pool().remove(submission); // whoever is told that it failed will submit it again
                throw e;
            }
            return submission.outcome().orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Submits what was signed elsewhere and waits for its block, at most {@code timeout}; empty if it still waits then.
     *
     * <p>The same extrinsic again joins the first, and gives the same outcome for as long as receipts are kept: whoever
     * lost the answer asks again.
     */
    public Optional<Outcome> submit(Extrinsic extrinsic, Duration timeout) throws InterruptedException {
        Hash hash = extrinsic.hash();
        boolean signed = extrinsic.signedFor(ledger().genesisHash());
        lock.lock();
        try {
            refuseObserver(Optional.empty());
            Optional<Outcome> receipt = blocks.history().receipt(hash);
            if (receipt.isPresent()) {
                return receipt;
            }
            Optional<Submission> known = blocks.pool().find(hash);
            Optional<Outcome.Refused> refusal = known.isPresent() ? Optional.empty() : refusal(extrinsic, signed);
            if (refusal.isPresent()) {
                return Optional.of(refusal.get());
            }
            Submission submission = known.orElseGet(() -> added(extrinsic));
            await(submission::settled, Optional.empty(), timeout.toNanos());
            return submission.outcome();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Outcome.Refused> refusal(Extrinsic extrinsic, boolean signed) {
        return blocks.pool().full()
                ? Optional.of(fullPool())
                : Ledger.refusal(extrinsic, nextNonce(extrinsic.signer()), signed);
    }

    private Submission added(Extrinsic extrinsic) {
        Submission submission = Submission.of(extrinsic);
        blocks.pool().add(extrinsic, submission);
        return submission;
    }

    private static Outcome.Refused fullPool() {
        return new Outcome.Refused("ImmediatelyDropped", "too many calls wait for the next block: try again after it");
    }

    private void refuseObserver(Optional<Participant> who) {
        if (who.isEmpty() && pace instanceof Pace.Virtual) {
            throw new IllegalStateException("in virtual time only participants submit: join first");
        }
    }

    /** Waits until {@code done}, the chain fails or closes, or time is up; in virtual time it may make blocks. */
    private void await(BooleanSupplier done, Optional<Participant> who, long nanos) throws InterruptedException {
        long left = nanos;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        who.ifPresent(participant -> participant.beginWait(done));
        try {
            advance();
            while (!done.getAsBoolean() && left > 0) {
                blocks.requireOpen();
                left = changed.awaitNanos(left);
            }
        } finally {
            who.ifPresent(participant -> participant.endWait(done));
        }
    }

    void leave(Participant participant) {
        lock.lock();
        try {
            participants.remove(participant);
            advance();
        } finally {
            lock.unlock();
        }
    }

    /** Makes blocks while everybody waits; virtual time only. */
    private void advance() {
        while (pace instanceof Pace.Virtual
                && started
                && !participants.isEmpty()
                && participants.stream().allMatch(Participant::waiting)
                && makeBlock()) {
            // the condition did the work
        }
    }

    /** Makes blocks by the wall clock; a machine that slept makes up for nothing. */
    private void produce(Pace.WallClock wall) {
        lock.lock();
        try {
            long due = System.nanoTime() + period(wall);
            while (!blocks.closed()) {
                long period = period(wall);
                long early = due - System.nanoTime();
                if (early > 0) {
                    changed.awaitNanos(early);
                } else {
                    makeBlock();
                    due = (early < -period ? System.nanoTime() : due) + period(wall);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Nanoseconds from the head to the next block. */
    private long period(Pace.WallClock wall) {
        return TimeUnit.MILLISECONDS.toNanos(wall.millisBefore(head().number() + 1));
    }

    /** Makes and announces the next block; false if none can be made. */
    private boolean makeBlock() {
        boolean made = blocks.make();
        changed.signalAll();
        return made;
    }

    @Override
    public String endpoint() {
        return blocks.endpoint();
    }

    /** Stops making blocks; whoever waits is told so. Everything is on disk already. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!blocks.close()) {
                return;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Thread thread = producer;
        if (thread != null && thread != Thread.currentThread()) {
            joinQuietly(thread);
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
