package io.grail.protocol.compress;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes numbers of any width up to 32 bits, lowest bit first, into bytes filled from their lowest bit. */
final class BitWriter {
    private final ByteBuffer out;
    private int length;
    private long pending;
    private int pendingBits;

    /** For at most {@code capacity} bytes. */
    BitWriter(int capacity) {
        // The last bits are flushed as a whole int.
        out = ByteBuffer.allocate(capacity + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Appends the low {@code bits} bits of {@code value}, whose other bits must be zero. */
    void bits(int value, int bits) {
        pending |= Integer.toUnsignedLong(value) << pendingBits;
        pendingBits += bits;
        if (pendingBits >= Integer.SIZE) {
            out.putInt(length, (int) pending);
            length += Integer.BYTES;
            pending >>>= Integer.SIZE;
            pendingBits -= Integer.SIZE;
        }
    }

    /** All bytes, the last one filled up with zeros. */
    byte[] finish() {
        out.putInt(length, (int) pending);
        return Arrays.copyOf(out.array(), length + Math.ceilDiv(pendingBits, Byte.SIZE));
    }
}
