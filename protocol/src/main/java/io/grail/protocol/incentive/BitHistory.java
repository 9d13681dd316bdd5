package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;

/**
 * Up to 64 yes-or-no outcomes, the newest in the lowest bit.
 *
 * @param bits of outcomes that have not happened are 0
 * @param length how many outcomes have happened, at most 64
 */
public record BitHistory(long bits, int length) {
    public static final BitHistory EMPTY = new BitHistory(0, 0);

    public BitHistory {
        if (length < 0 || length > Long.SIZE || (bits & ~mask(length)) != 0) {
            throw new IllegalArgumentException("not a history of " + length + " bits: " + Long.toHexString(bits));
        }
    }

    BitHistory add(boolean outcome) {
        return new BitHistory(bits << 1 | (outcome ? 1 : 0), Math.min(length + 1, Long.SIZE));
    }

    /** How many of the newest {@code last} outcomes were yes. */
    public int countIn(int last) {
        return Long.bitCount(bits & mask(last));
    }

    /** How many outcomes in a row, up to the newest, were yes. */
    public int streak() {
        return Long.numberOfTrailingZeros(~bits);
    }

    void write(CanonicalWriter out) {
        out.u64(bits).u8(length);
    }

    static BitHistory read(CanonicalReader in) {
        return new BitHistory(in.u64(), in.u8());
    }

    private static long mask(int bits) {
        return bits >= Long.SIZE ? -1 : (1L << Math.max(0, bits)) - 1;
    }
}
