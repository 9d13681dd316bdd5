package io.grail.bench.codec;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** SHA-256 of a model's bytes, copied out beforehand into pieces of 1 MiB: the least that a root can take. */
final class HashFloor {
    private static final int PIECE_VALUES = 1 << 18;

    private final List<byte[]> pieces = new ArrayList<>();

    HashFloor(Parameters theta) {
        for (int tensor = 0; tensor < theta.layout().count(); tensor++) {
            float[] values = theta.values(tensor);
            for (int from = 0; from < values.length; from += PIECE_VALUES) {
                int length = Math.min(PIECE_VALUES, values.length - from);
                ByteBuffer piece = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                piece.asFloatBuffer().put(values, from, length);
                pieces.add(piece.array());
            }
        }
    }

    /** Seconds that it takes. */
    double seconds(ParallelFor parallel) {
        Hash[] hashes = new Hash[pieces.size()];
        long started = System.nanoTime();
        parallel.run(hashes.length, i -> hashes[i] = Hash.sha256(pieces.get(i)));
        return (System.nanoTime() - started) / 1e9;
    }
}
