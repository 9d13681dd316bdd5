package io.grail.protocol.assignment;

import io.grail.protocol.bytes.Hash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A keyed pseudo-random permutation of [0, size): a balanced Feistel network over the next even number of bits, walked
 * along its cycle until it falls into range. Integer arithmetic alone; about two rounds of the network per value.
 *
 * <p>See docs/protocol.md, section Assignment.
 */
public final class Permutation {
    private static final int ROUNDS = 6;

    private final long size;
    private final int halfBits;
    private final long halfMask;
    private final long[] roundKeys = new long[ROUNDS];

    /**
     * The permutation that {@code key} names.
     *
     * @param size at least 1, at most 2⁶²
     */
    public Permutation(Hash key, long size) {
        if (size < 1 || size > 1L << 62) {
            throw new IllegalArgumentException("a permutation of " + size + " numbers");
        }
        this.size = size;
        int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
        this.halfBits = (bits + 1) / 2;
        this.halfMask = (1L << halfBits) - 1;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] derived = Hash.sha256(key.bytes(), new byte[] {(byte) round}).bytes();
            roundKeys[round] =
                    ByteBuffer.wrap(derived).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }
    }

    /** Where {@code index} goes. */
    public long at(long index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        long value = encrypt(index);
        while (value >= size) {
            value = encrypt(value);
        }
        return value;
    }

    private long encrypt(long value) {
        long left = value >>> halfBits;
        long right = value & halfMask;
        for (long key : roundKeys) {
            long next = left ^ (mix(right + key) & halfMask);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }

    /** The finalizer of SplitMix64: every input bit moves every output bit. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
