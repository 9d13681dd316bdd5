package io.grail.bench.codec;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;

/** SHA-256 of as many bytes as a model has, in pieces of 1 MiB that lie ready: the least that a root can take. */
final class HashFloor {
    private static final int PIECE = 1 << 20;

    private final byte[] piece = new byte[PIECE];
    private final int pieces;

    HashFloor(ParameterLayout layout) {
        pieces = Math.toIntExact(Math.ceilDiv(Float.BYTES * layout.size(), PIECE));
    }

    /** Seconds that it takes; the piece stays in the cache, so that nothing but hashing is in it. */
    double seconds(ParallelFor parallel) {
        Hash[] hashes = new Hash[pieces];
        long started = System.nanoTime();
        parallel.run(pieces, i -> hashes[i] = Hash.sha256(piece));
        return (System.nanoTime() - started) / 1e9;
    }
}
