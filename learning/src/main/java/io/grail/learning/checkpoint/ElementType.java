package io.grail.learning.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The element types that are read; all are given out as binary32, which holds each of their values exactly. */
enum ElementType {
    F32(4),
    F16(2),
    BF16(2);

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** Reads {@code target.length} elements from the start of {@code source}. */
    void read(MemorySegment source, float[] target) {
        switch (this) {
            case F32 -> MemorySegment.copy(source, FLOAT, 0, target, 0, target.length);
            case F16 -> {
                for (int i = 0; i < target.length; i++) {
                    target[i] = Float.float16ToFloat(source.getAtIndex(SHORT, i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < target.length; i++) {
                    target[i] = Float.intBitsToFloat(source.getAtIndex(SHORT, i) << 16);
                }
            }
        }
    }
}
