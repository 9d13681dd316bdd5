package io.grail.protocol.state;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash that names a state of the shared model: root of a SHA-256 Merkle tree over 1 MiB pieces of its tensors
 * (docs/state.md, Model root).
 *
 * <p>Of the bytes as they are: +0 and −0 differ. O(size of the model), leaves in parallel.
 */
public final class ModelRoot {
    private static final int PIECE = 1 << 20;
    private static final int PIECE_VALUES = PIECE / Float.BYTES;

    /** Few enough to stay in the first cache between being copied and being hashed. */
    private static final int BUFFER_VALUES = 2_048;

    private static final byte[] LEAF = {0};
    private static final byte[] INNER = {1};

    private ModelRoot() {}

    private record Leaf(int tensor, int piece) {}

    /**
     * The root.
     *
     * @throws IllegalArgumentException if there are no tensors
     */
    public static Hash of(Parameters parameters, ParallelFor parallel) {
        List<Leaf> leaves = new ArrayList<>();
        for (int tensor = 0; tensor < parameters.layout().count(); tensor++) {
            int pieces = Math.ceilDiv(parameters.layout().tensor(tensor).size(), PIECE_VALUES);
            for (int piece = 0; piece < pieces; piece++) {
                leaves.add(new Leaf(tensor, piece));
            }
        }
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a model without tensors has no root");
        }
        Hash[] hashes = new Hash[leaves.size()];
        parallel.run(hashes.length, i -> hashes[i] = hash(leaves.get(i), parameters));
        return fold(hashes);
    }

    private static Hash hash(Leaf leaf, Parameters parameters) {
        TensorShape shape = parameters.layout().tensor(leaf.tensor());
        byte[] header = new CanonicalWriter()
                .fixed(LEAF)
                .text(shape.name())
                .u32(shape.dimensions())
                .u32(shape.rows())
                .u32(shape.columns())
                .u32(leaf.piece())
                .toByteArray();
        MessageDigest digest = Hash.newSha256();
        digest.update(header);
        int start = leaf.piece() * PIECE_VALUES;
        update(digest, parameters.values(leaf.tensor()), start, Math.min(start + PIECE_VALUES, shape.size()));
        return Hash.of(digest.digest());
    }

    private static void update(MessageDigest digest, float[] values, int from, int until) {
        byte[] bytes = new byte[Math.min(BUFFER_VALUES, until - from) * Float.BYTES];
        FloatBuffer floats =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int start = from; start < until; start += BUFFER_VALUES) {
            int count = Math.min(BUFFER_VALUES, until - start);
            floats.put(0, values, start, count);
            digest.update(bytes, 0, count * Float.BYTES);
        }
    }

    /** Pairs neighbours level by level; one that is left over at the end goes up as it is. */
    private static Hash fold(Hash[] level) {
        Hash[] nodes = level;
        while (nodes.length > 1) {
            Hash[] parents = new Hash[Math.ceilDiv(nodes.length, 2)];
            for (int i = 0; i < parents.length; i++) {
                parents[i] = 2 * i + 1 < nodes.length
                        ? Hash.sha256(INNER, nodes[2 * i].bytes(), nodes[2 * i + 1].bytes())
                        : nodes[2 * i];
            }
            nodes = parents;
        }
        return nodes[0];
    }
}
