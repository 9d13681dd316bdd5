package io.grail.protocol.compress;

import io.grail.protocol.bytes.MalformedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads what {@link BitWriter} wrote, or did not: a value or {@link MalformedException}, never a bit beyond the end. */
final class BitReader {
    private final ByteBuffer in;
    private final int start;
    private final long endBit;
    private long nextBit;

    /** Reads bytes [{@code start}, {@code end}) of {@code bytes}. */
    BitReader(byte[] bytes, int start, int end) {
        in = ByteBuffer.wrap(bytes, 0, end).order(ByteOrder.LITTLE_ENDIAN);
        this.start = start;
        endBit = (long) (end - start) * Byte.SIZE;
    }

    /** A number of {@code bits} bits, 0 to 31. */
    int bits(int bits) {
        if (nextBit + bits > endBit) {
            throw cutOff();
        }
        int value = (int) (peek() & ((1L << bits) - 1));
        nextBit += bits;
        return value;
    }

    /** A gap, which may exceed {@code room} but not by much more than a chunk. */
    int golomb(Golomb code, int room) {
        long window = peek();
        int zeros = Long.numberOfTrailingZeros(window);
        // The common case in one look: 57 bits of the window are real.
        if (zeros + 2 + code.highBits() <= 57) {
            int rest = (int) (window >>> (zeros + 1));
            int length = zeros + 1 + code.restBits(rest);
            if (nextBit + length <= endBit) {
                nextBit += length;
                return code.gap(zeros, rest);
            }
        }
        int counted = unary(room / code.m());
        int high = bits(code.highBits());
        return code.gap(counted, high < code.cut() ? high : high | bits(1) << code.highBits());
    }

    /** The number of zeros before the next one; the one is read too. At most {@code max} zeros are allowed. */
    private int unary(int max) {
        int zeros = 0;
        while (true) {
            // At least 57 bits of the window are real; the guard makes 56 of them count, the rest comes next time.
            int run = Math.min(Long.numberOfTrailingZeros(peek()), 56);
            zeros += run;
            if (zeros > max) {
                throw new MalformedException("a gap that leaves the chunk", "positions inside the chunk");
            }
            nextBit += run;
            if (nextBit >= endBit) {
                throw cutOff();
            }
            if (run < 56) {
                nextBit++;
                return zeros;
            }
        }
    }

    /** Refuses anything but the zeros that fill the last byte. */
    void finish() {
        long left = endBit - nextBit;
        if (left >= Byte.SIZE || (left > 0 && bits((int) left) != 0)) {
            throw new MalformedException(left + " bits after the last chunk", "zeros up to the end of the byte");
        }
    }

    private long peek() {
        int at = start + (int) (nextBit >>> 3);
        int shift = (int) nextBit & 7;
        if (at + Long.BYTES <= in.limit()) {
            return in.getLong(at) >>> shift;
        }
        long word = 0;
        for (int i = in.limit() - 1; i >= at; i--) {
            word = (word << Byte.SIZE) | (in.get(i) & 0xff);
        }
        return word >>> shift;
    }

    private MalformedException cutOff() {
        return new MalformedException("the end of a segment inside a chunk", "whole chunks");
    }
}
