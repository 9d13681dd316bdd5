package io.grail.learning.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How many bytes a token takes in a shard: two while every id fits, else four; little-endian, unsigned. */
enum TokenWidth {
    UINT16(2, "<u2"),
    UINT32(4, "<u4");

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;
    private final String numpy;

    TokenWidth(int bytes, String numpy) {
        this.bytes = bytes;
        this.numpy = numpy;
    }

    static TokenWidth of(int vocabSize) {
        return vocabSize <= 0x10000 ? UINT16 : UINT32;
    }

    int bytes() {
        return bytes;
    }

    /** NumPy's name for the type. */
    String numpy() {
        return numpy;
    }

    int read(MemorySegment tokens, long offset) {
        return switch (this) {
            case UINT16 -> Short.toUnsignedInt(tokens.get(SHORT, offset));
            case UINT32 -> tokens.get(INT, offset);
        };
    }

    byte[] encode(int[] tokens) {
        byte[] out = new byte[Math.multiplyExact(tokens.length, bytes)];
        for (int i = 0; i < tokens.length; i++) {
            for (int b = 0; b < bytes; b++) {
                out[i * bytes + b] = (byte) (tokens[i] >>> (8 * b));
            }
        }
        return out;
    }
}
