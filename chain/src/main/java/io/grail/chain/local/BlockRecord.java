package io.grail.chain.local;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the log keeps of a block: all that {@link Ledger#apply} needs, and the hash that it must arrive at.
 *
 * @param hash of the block, which covers everything else here and all blocks before
 */
record BlockRecord(long timestampMillis, List<Extrinsic> extrinsics, Hash hash) {
    /** Most extrinsics in one block. */
    static final int MAX_EXTRINSICS = 1_024;

    static final int MAX_BYTES = 12 + Hash.LENGTH + MAX_EXTRINSICS * (4 + Extrinsic.MAX_BYTES);

    BlockRecord {
        extrinsics = List.copyOf(extrinsics);
    }

    byte[] bytes() {
        CanonicalWriter out = new CanonicalWriter().u64(timestampMillis).u32(extrinsics.size());
        extrinsics.forEach(extrinsic -> out.variable(extrinsic.bytes()));
        return out.hash(hash).toByteArray();
    }

    /**
     * The inverse of {@link #bytes()}.
     *
     * @throws MalformedException if the bytes are no record
     */
    static BlockRecord parse(byte[] bytes) {
        CanonicalReader in = new CanonicalReader(bytes);
        long timestamp = in.u64();
        int count = in.count(MAX_EXTRINSICS);
        List<Extrinsic> extrinsics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            extrinsics.add(Extrinsic.parse(in.variable(Extrinsic.MAX_BYTES)));
        }
        Hash hash = in.hash();
        in.end();
        return new BlockRecord(timestamp, extrinsics, hash);
    }

    /**
     * The ledger after this block.
     *
     * @throws MalformedException if this is not the block that follows {@code before}
     */
    Step onto(Ledger before) {
        if (timestampMillis <= before.head().timestampMillis()) {
            throw new MalformedException("timestamp " + timestampMillis, "after the parent's");
        }
        Step step = before.apply(timestampMillis, extrinsics);
        if (!step.next().head().hash().equals(hash)) {
            throw new MalformedException(
                    "block hash " + hash, step.next().head().hash().toString());
        }
        return step;
    }
}
