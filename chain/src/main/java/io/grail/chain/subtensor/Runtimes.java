package io.grail.chain.subtensor;

import io.grail.chain.rpc.RpcException;
import io.grail.chain.rpc.node.Header;
import io.grail.chain.rpc.node.NodeMethods;
import io.grail.chain.rpc.node.RuntimeVersion;
import io.grail.chain.substrate.extrinsic.ChainVersion;
import io.grail.chain.substrate.metadata.Metadata;
import io.grail.chain.substrate.metadata.MetadataReader;
import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.protocol.bytes.Hash;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The runtimes of the chain, each fetched once: about 0.3 MB of metadata.
 *
 * <p>Which one a block has is asked by the block's hash and not learnt from news of upgrades: news tell of the best
 * block, and older blocks keep their runtime.
 */
final class Runtimes {
    /** Metadata with descriptions of the runtime's functions. */
    private static final int[] WANTED = {15, 16};

    private static final int KEPT_RUNTIMES = 4;
    private static final int KEPT_VERSIONS = 256;

    private final NodeMethods node;
    private final Hash genesis;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Hash, RuntimeVersion> versions = new Recent<>(KEPT_VERSIONS);
    private final Map<Long, LiveRuntime> runtimes = new Recent<>(KEPT_RUNTIMES);

    Runtimes(NodeMethods node, Hash genesis) {
        this.node = node;
        this.genesis = genesis;
    }

    /** The runtime that runs on the state after {@code block}, and makes the next one. */
    LiveRuntime after(Hash block) throws InterruptedException {
        lock.lockInterruptibly(); // those who need the same runtime wait for one download
        try {
            RuntimeVersion version = version(block);
            LiveRuntime known = runtimes.get(version.specVersion());
            if (known != null) {
                return known;
            }
            ChainVersion signed =
                    new ChainVersion(Bytes.of(genesis.bytes()), version.specVersion(), version.transactionVersion());
            LiveRuntime fetched = new LiveRuntime(new ChainRuntime(metadata(block)), signed);
            runtimes.put(version.specVersion(), fetched);
            return fetched;
        } finally {
            lock.unlock();
        }
    }

    /** What stood after {@code block}; in the block of an upgrade that is still of the old runtime's types. */
    PinnedState state(Hash block) throws InterruptedException {
        Header header = node.chain()
                .header(block)
                .orElseThrow(() -> new ScaleException("no header of block 0x" + block + ", which the node named"));
        LiveRuntime made = header.number() == 0 ? after(block) : after(header.parent());
        return new PinnedState(
                node, block, header.number(), made.runtime(), after(block).runtime());
    }

    private RuntimeVersion version(Hash block) throws InterruptedException {
        RuntimeVersion known = versions.get(block);
        if (known != null) {
            return known;
        }
        RuntimeVersion asked = node.state().runtimeVersion(block);
        versions.put(block, asked);
        return asked;
    }

    private Metadata metadata(Hash block) throws InterruptedException {
        for (int version : WANTED) {
            Optional<Metadata> metadata = metadata(version, block);
            if (metadata.isPresent()) {
                return metadata.get();
            }
        }
        return MetadataReader.read(node.state().metadata(block));
    }

    private Optional<Metadata> metadata(int version, Hash block) throws InterruptedException {
        byte[] argument = {(byte) version, 0, 0, 0};
        try {
            return MetadataReader.readOptional(node.state().call("Metadata_metadata_at_version", argument, block));
        } catch (RpcException.Refused e) {
            if (e.error().isStateDiscarded()) {
                throw e;
            }
            return Optional.empty(); // a runtime from before that function
        }
    }
}
