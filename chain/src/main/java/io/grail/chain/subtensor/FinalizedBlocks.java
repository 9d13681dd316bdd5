package io.grail.chain.subtensor;

import io.grail.chain.ChainUnavailableException;
import io.grail.chain.rpc.Deadline;
import io.grail.chain.rpc.Subscription;
import io.grail.chain.rpc.node.Header;
import io.grail.chain.rpc.node.NodeMethods;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Block;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The blocks that nothing takes back, with the timestamps that they hold. */
final class FinalizedBlocks {
    private static final int KEPT = 1_024;
    private static final String NOW = "Timestamp.Now";

    private final NodeMethods node;
    private final Runtimes runtimes;
    private final Map<Hash, Block> known = new Recent<>(KEPT);
    private Optional<Block> newest = Optional.empty();

    FinalizedBlocks(NodeMethods node, Runtimes runtimes) {
        this.node = node;
        this.runtimes = runtimes;
    }

    /** The newest; never older than one it has given before, as another endpoint may lag behind. */
    Block head() throws InterruptedException {
        return newest(read(node.chain().finalizedHead()));
    }

    private synchronized Block newest(Block seen) {
        Block head = newest.filter(known -> known.number() > seen.number()).orElse(seen);
        newest = Optional.of(head);
        return head;
    }

    /** The block of that number; empty if it is not finalized yet. */
    Optional<Block> block(long number) throws InterruptedException {
        if (number < 0) {
            return Optional.empty();
        }
        Block head = newest(read(node.chain().finalizedHead()));
        if (number >= head.number()) {
            return number == head.number() ? Optional.of(head) : Optional.empty();
        }
        Optional<Hash> hash = node.chain().blockHash(number);
        if (hash.isEmpty()) {
            return Optional.empty();
        }
        Block block = read(hash.get());
        if (block.number() != number) { // Chopsticks gives block 0 for those that it has forgotten
            throw new ChainUnavailableException("the node named block " + block.number() + " when asked for block "
                    + number + ", which it seems not to keep: use an archive node for blocks that old");
        }
        return Optional.of(block);
    }

    private Block read(Hash hash) throws InterruptedException {
        synchronized (this) {
            Block block = known.get(hash);
            if (block != null) {
                return block;
            }
        }
        PinnedState state = runtimes.state(hash);
        Block block = new Block(state.number(), hash, state.read(NOW).asLong());
        synchronized (this) {
            known.put(hash, block);
        }
        return block;
    }

    /**
     * Waits for block {@code number}.
     *
     * @param patience longest wait for any new finalized block
     * @throws ChainUnavailableException if finality stands still for so long
     */
    Block await(long number, Duration patience) throws InterruptedException {
        Optional<Block> there = block(number);
        if (there.isPresent()) {
            return there.get();
        }
        Duration step = node.connection().config().times().block();
        try (Subscription<Header> heads = node.chain().finalizedHeads()) {
            long seen = -1;
            Deadline until = Deadline.in(patience);
            while (true) {
                Block head = head();
                Optional<Block> block = head.number() >= number ? block(number) : Optional.empty();
                if (block.isPresent()) {
                    return block.get();
                }
                if (head.number() > seen) {
                    seen = head.number();
                    until = Deadline.in(patience);
                }
                if (until.hasPassed()) {
                    throw new ChainUnavailableException("no block after " + seen + " was finalized for "
                            + patience.toSeconds() + " s: wait for the chain to recover, or use another endpoint");
                }
                var _ = heads.poll(until.within(step).remaining()); // a gap or silence only means to look again
            }
        }
    }
}
