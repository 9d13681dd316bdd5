package io.grail.chain.rpc.tx;

import io.grail.chain.rpc.Deadline;
import io.grail.chain.rpc.node.ChainMethods;
import io.grail.chain.rpc.node.Header;
import io.grail.chain.rpc.node.NodeMethods;
import io.grail.protocol.bytes.Hash;
import java.util.List;
import java.util.Optional;

/**
 * Looks for one transaction in finalized blocks, from the first that can hold it to the last, each once.
 *
 * <p>It goes back from the finalized head by the hashes of parents and not by numbers: the next answer may come from
 * another endpoint, whose best chain holds other blocks of those numbers.
 */
final class Search {
    private final ChainMethods chain;
    private final BlockBodies bodies;
    private final Transaction transaction;
    private final Deadline until;
    private long next;

    Search(NodeMethods node, BlockBodies bodies, Transaction transaction, Deadline until) {
        chain = node.until(until).chain();
        this.bodies = bodies;
        this.transaction = transaction;
        this.until = until;
        next = transaction.from();
    }

    /** What is known after all blocks that are finalized now. */
    sealed interface Found {
        record At(Place place) implements Found {}

        record NotYet() implements Found {}

        record Never() implements Found {}
    }

    /** Looks into the finalized blocks that it has not seen yet. */
    Found advance() throws InterruptedException {
        Hash block = chain.finalizedHead();
        Optional<Header> header = chain.header(block);
        long newest = header.map(Header::number).orElse(-1L);
        for (long number = newest; number >= next; number--) {
            if (header.isEmpty() || header.get().number() != number) {
                return new Found.NotYet();
            }
            if (number < transaction.death()) {
                Optional<List<byte[]>> extrinsics = bodies.extrinsics(block, until);
                if (extrinsics.isEmpty()) {
                    return new Found.NotYet();
                }
                int index = index(extrinsics.get());
                if (index >= 0) {
                    return new Found.At(new Place(block, number, index));
                }
            }
            block = header.get().parent();
            header = number == next ? Optional.empty() : chain.header(block);
        }
        next = Math.max(next, newest + 1);
        return next >= transaction.death() ? new Found.Never() : new Found.NotYet();
    }

    /** Where in {@code block} it is; empty if that block does not hold it or is not known. */
    Optional<Place> in(Hash block) throws InterruptedException {
        Optional<Header> header = chain.header(block);
        int index = bodies.extrinsics(block, until).map(this::index).orElse(-1);
        return header.isPresent() && index >= 0
                ? Optional.of(new Place(block, header.get().number(), index))
                : Optional.empty();
    }

    private int index(List<byte[]> extrinsics) {
        for (int i = 0; i < extrinsics.size(); i++) {
            if (transaction.isThis(extrinsics.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
