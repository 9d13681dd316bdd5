package io.grail.chain.rpc.node;

import io.grail.chain.rpc.RpcException;
import io.grail.chain.rpc.Subscription;
import io.grail.protocol.bytes.Hash;
import java.util.Optional;

/** Blocks: the methods {@code chain_…}. All throw {@link RpcException}. */
public final class ChainMethods {
    private final Asker asker;

    ChainMethods(Asker asker) {
        this.asker = asker;
    }

    /** The hash of block {@code number} on the best chain; empty if there is none yet. */
    public Optional<Hash> blockHash(long number) throws InterruptedException {
        Answer answer = asker.ask("chain_getBlockHash", Asker.params().add(number));
        return answer.isNull() ? Optional.empty() : Optional.of(answer.hash());
    }

    /** The header of a block; empty if the node does not know it. */
    public Optional<Header> header(Hash block) throws InterruptedException {
        Answer answer = asker.ask("chain_getHeader", Asker.params().add(Hex.write(block)));
        return answer.isNull() ? Optional.empty() : Optional.of(Header.read(answer));
    }

    /** The header of the best block, which may yet be reorganised away. */
    public Header bestHeader() throws InterruptedException {
        return Header.read(asker.ask("chain_getHeader", Asker.params()));
    }

    /** A block; empty if the node does not know it or has thrown its body away. */
    public Optional<BlockContent> block(Hash block) throws InterruptedException {
        Answer answer = asker.ask("chain_getBlock", Asker.params().add(Hex.write(block)));
        return answer.isNull() ? Optional.empty() : Optional.of(BlockContent.read(answer));
    }

    /** The hash of the newest block that no honest node will ever take back. */
    public Hash finalizedHead() throws InterruptedException {
        return asker.ask("chain_getFinalizedHead", Asker.params()).hash();
    }

    /** Every new best block. */
    public Subscription<Header> newHeads() throws InterruptedException {
        return heads("chain_subscribeNewHeads", "chain_unsubscribeNewHeads");
    }

    /** Finalized blocks; a node may leave out those before the newest of several finalized at once. */
    public Subscription<Header> finalizedHeads() throws InterruptedException {
        return heads("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads");
    }

    private Subscription<Header> heads(String subscribe, String unsubscribe) throws InterruptedException {
        return asker.connection()
                .subscribe(subscribe, unsubscribe, Asker.params(), node -> Header.read(new Answer(subscribe, node)));
    }
}
