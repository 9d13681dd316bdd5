package io.grail.chain.rpc.tx;

import io.grail.chain.rpc.Deadline;
import io.grail.protocol.bytes.Hash;
import java.util.List;
import java.util.Optional;

/** Lists a block's extrinsics, as they were submitted and in their order; empty if the node has not got the block. */
@FunctionalInterface
public interface BlockBodies {
    Optional<List<byte[]>> extrinsics(Hash block, Deadline until) throws InterruptedException;
}
