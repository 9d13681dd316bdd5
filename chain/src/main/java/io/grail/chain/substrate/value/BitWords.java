package io.grail.chain.substrate.value;

import io.grail.chain.substrate.metadata.Primitive;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import io.grail.chain.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;

/** Bits in whole words, of which the unused bits are zero. */
final class BitWords {
    private final int wordBits;
    private final boolean lowestFirst;

    BitWords(TypeRegistry types, Shape.Bits bits) {
        if (!(types.type(bits.store()).shape() instanceof Shape.Simple(Primitive word))
                || !word.isUnsigned()
                || word.bytes() > 8) {
            throw new ScaleException(
                    "bits in words of " + types.type(bits.store()).name() + ", expected u8 to u64");
        }
        this.wordBits = 8 * word.bytes();
        this.lowestFirst = switch (types.type(bits.order()).name()) {
            case "Lsb0" -> true;
            case "Msb0" -> false;
            default ->
                throw new ScaleException(
                        "bits in order " + types.type(bits.order()).name() + ", expected Lsb0 or Msb0");
        };
    }

    Value read(ScaleReader in) {
        int count = in.compactInt(Integer.MAX_VALUE);
        int bytes = (int) (((long) count + wordBits - 1) / wordBits * (wordBits / 8));
        byte[] words = in.fixed(bytes);
        in.count(count);
        List<Boolean> bits = new ArrayList<>(count);
        for (int i = 0; i < 8 * bytes; i++) {
            boolean bit = (words[byteOf(i)] >>> (bitOf(i) & 7) & 1) != 0;
            if (i < count) {
                bits.add(bit);
            } else if (bit) {
                throw new ScaleException("an unused bit is not zero");
            }
        }
        return new Value.Bits(bits);
    }

    void write(Value value, ScaleWriter out) {
        if (!(value instanceof Value.Bits(List<Boolean> bits))) {
            throw new ScaleException(value.kind() + ", expected bits");
        }
        byte[] words = new byte[(bits.size() + wordBits - 1) / wordBits * (wordBits / 8)];
        for (int i = 0; i < bits.size(); i++) {
            if (bits.get(i)) {
                words[byteOf(i)] |= (byte) (1 << (bitOf(i) & 7));
            }
        }
        out.compact(bits.size()).fixed(words);
    }

    private int byteOf(int i) {
        return i / wordBits * (wordBits / 8) + bitOf(i) / 8;
    }

    /** Where bit {@code i} lies in its little-endian word. */
    private int bitOf(int i) {
        return lowestFirst ? i % wordBits : wordBits - 1 - i % wordBits;
    }
}
