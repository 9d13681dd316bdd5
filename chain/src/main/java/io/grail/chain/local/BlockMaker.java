package io.grail.chain.local;

import io.grail.chain.ChainUnavailableException;
import java.io.IOException;
import java.util.List;

/**
 * Makes the next block out of what waits, and keeps it on disk before anybody sees it; guarded by the chain's lock.
 */
final class BlockMaker {
    private final BlockLog log;
    private final Keeping keeping;
    private final Pace pace;
    private final History history = new History();
    private final Pool pool = new Pool();
    private Ledger ledger;
    private Phase phase = new Phase.Open();

    private sealed interface Phase {
        record Open() implements Phase {}

        record Failed(IOException cause) implements Phase {}

        record Closed() implements Phase {}
    }

    /** Keeps a block, durably or not. */
    @FunctionalInterface
    interface Keeping {
        void append(BlockRecord block, boolean durable) throws IOException;
    }

    BlockMaker(BlockLog log, LedgerConfig config, Pace pace) {
        this(log, config, pace, log::append);
    }

    /** Where blocks are kept by {@code keeping}, for a disk that has no room. */
    BlockMaker(BlockLog log, LedgerConfig config, Pace pace, Keeping keeping) {
        this.log = log;
        this.keeping = keeping;
        this.pace = pace;
        ledger = log.replay(config, pace.genesisMillis(), history::add);
    }

    Ledger ledger() {
        return ledger;
    }

    History history() {
        return history;
    }

    Pool pool() {
        return pool;
    }

    boolean closed() {
        return phase instanceof Phase.Closed;
    }

    /** Makes a block; false if the chain is closed or the block could not be kept, which may pass. */
    boolean make() {
        if (closed()) {
            return false;
        }
        List<Pool.Ordered> content = pool.ordered(ledger::nonce);
        List<Extrinsic> extrinsics =
                content.stream().map(Pool.Ordered::extrinsic).toList();
        long timestamp = pace.nextMillis(ledger.head().timestampMillis());
        Step step = ledger.apply(timestamp, extrinsics);
        try {
            BlockRecord block =
                    new BlockRecord(timestamp, extrinsics, step.next().head().hash());
            // Virtual time outruns any disk, and a run that must repeat can be repeated.
            keeping.append(block, pace instanceof Pace.WallClock);
        } catch (IOException e) {
            phase = new Phase.Failed(e);
            return false;
        }
        phase = new Phase.Open();
        pool.clear();
        ledger = step.next();
        history.add(step);
        for (int i = 0; i < content.size(); i++) {
            content.get(i).submission().settle(step.outcomes().get(i));
        }
        return true;
    }

    /** Throws what whoever waits for a block must know if none comes. */
    void requireOpen() {
        switch (phase) {
            case Phase.Open ignored -> {}
            case Phase.Failed failed ->
                throw new ChainUnavailableException(
                        endpoint() + " cannot write " + log.file() + " (" + failed.cause()
                                + "): make room on that disk; every block so far is kept",
                        failed.cause());
            case Phase.Closed ignored -> throw new ChainUnavailableException(endpoint() + " is closed");
        }
    }

    String endpoint() {
        return "the embedded chain in " + log.file().toAbsolutePath().getParent();
    }

    /** Closes the log; false if it was closed before. */
    boolean close() {
        if (phase instanceof Phase.Closed) {
            return false;
        }
        phase = new Phase.Closed();
        log.close();
        return true;
    }
}
