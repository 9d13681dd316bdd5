package io.grail.chain.rpc.tx;

import io.grail.chain.rpc.Deadline;
import io.grail.chain.rpc.Once;
import io.grail.chain.rpc.RpcException;
import io.grail.chain.rpc.Subscription;
import io.grail.chain.rpc.node.BlockContent;
import io.grail.chain.rpc.node.NodeMethods;
import io.grail.chain.rpc.node.PoolRefusal;
import io.grail.chain.rpc.node.TxStatus;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Submits transactions and finds out what becomes of them, never later than the deadline (docs/bittensor.md).
 *
 * <p>Submits once. What the node tells is listened to; where it falls silent or the connection is lost, finalized
 * blocks are searched until the transaction's era is over. Safe for use by many threads; each waits for its own.
 */
public final class TransactionWatch {
    private final NodeMethods node;
    private final BlockBodies bodies;

    /** Over {@code node}, whose blocks {@code bodies} lists. */
    public TransactionWatch(NodeMethods node, BlockBodies bodies) {
        this.node = node;
        this.bodies = bodies;
    }

    /** Over {@code node}, whose blocks are listed by {@code chain_getBlock}. */
    public TransactionWatch(NodeMethods node) {
        this(node, (block, until) -> node.until(until).chain().block(block).map(BlockContent::extrinsics));
    }

    /**
     * Submits, and waits until the goal is reached or cannot be.
     *
     * @param progress told of every change, on the caller's thread
     * @throws RpcException if it was certainly not submitted
     */
    public TxOutcome submit(Transaction transaction, Goal goal, Duration deadline, Consumer<TxState> progress)
            throws InterruptedException {
        Deadline until = Deadline.in(deadline);
        Pursuit pursuit = pursuit(transaction, goal, until, progress);
        return switch (node.author().submitAndWatch(transaction.bytes(), deadline)) {
            case Once.Done<Subscription<TxStatus>> done -> {
                try (Subscription<TxStatus> updates = done.value()) {
                    yield pursuit.listen(updates);
                }
            }
            case Once.Refused<Subscription<TxStatus>> refused -> {
                PoolRefusal why = PoolRefusal.of(refused.error());
                yield why.kind() == PoolRefusal.Kind.ALREADY_IMPORTED
                        ? pursuit.search("the node has it already")
                        : new TxOutcome.Refused(why);
            }
            case Once.Unknown<Subscription<TxStatus>> unknown -> pursuit.search(unknown.reason());
        };
    }

    /**
     * Looks for a transaction that was submitted before, in finalized blocks, until it is found, its era is over or the
     * deadline comes: {@link TxOutcome.Finalized}, {@link TxOutcome.Expired} or {@link TxOutcome.Unknown}.
     */
    public TxOutcome find(Transaction transaction, Duration deadline) throws InterruptedException {
        return pursuit(transaction, Goal.FINALIZED, Deadline.in(deadline), _ -> {})
                .search("asked to find it");
    }

    private Pursuit pursuit(Transaction transaction, Goal goal, Deadline until, Consumer<TxState> progress) {
        Duration step = node.connection().config().times().block().dividedBy(2);
        Search search = new Search(node, bodies, transaction, until);
        return new Pursuit(new Pursuit.Terms(transaction, goal, until, step), search, progress);
    }
}
