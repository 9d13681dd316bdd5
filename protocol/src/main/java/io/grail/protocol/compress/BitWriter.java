package io.grail.protocol.compress;

import java.util.Arrays;

/** Writes numbers of any width up to 32 bits, lowest bit first, into bytes filled from their lowest bit. */
final class BitWriter {
    private final byte[] out;
    private int length;
    private long pending;
    private int pendingBits;

    /** For at most {@code capacity} bytes. */
    BitWriter(int capacity) {
        out = new byte[capacity];
    }

    /** Appends the low {@code bits} bits of {@code value}, whose other bits must be zero. */
    void bits(int value, int bits) {
        pending |= Integer.toUnsignedLong(value) << pendingBits;
        pendingBits += bits;
        while (pendingBits >= Byte.SIZE) {
            out[length++] = (byte) pending;
            pending >>>= Byte.SIZE;
            pendingBits -= Byte.SIZE;
        }
    }

    /** Appends {@code zeros} zeros and a one. */
    void unary(int zeros) {
        int left = zeros;
        for (; left >= 31; left -= 31) {
            bits(0, 31);
        }
        bits(1 << left, left + 1);
    }

    /** All bytes, the last one filled up with zeros. */
    byte[] finish() {
        if (pendingBits > 0) {
            bits(0, Byte.SIZE - pendingBits);
        }
        return Arrays.copyOf(out, length);
    }
}
