package io.grail.chain.substrate.scale;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes SCALE bytes. A number that does not fit throws {@link ScaleException} and writes nothing. */
public final class ScaleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public ScaleWriter u8(int value) {
        return unsigned(BigInteger.valueOf(value), 1);
    }

    public ScaleWriter u16(int value) {
        return unsigned(BigInteger.valueOf(value), 2);
    }

    public ScaleWriter u32(long value) {
        return unsigned(BigInteger.valueOf(value), 4);
    }

    /** An unsigned 64-bit number given as the long with the same bits. */
    public ScaleWriter u64(long value) {
        littleEndian(BigInteger.valueOf(value), 8);
        return this;
    }

    /** An unsigned number of {@code bytes} bytes. */
    public ScaleWriter unsigned(BigInteger value, int bytes) {
        if (value.signum() < 0 || value.bitLength() > 8 * bytes) {
            throw new ScaleException(value + " does not fit u" + 8 * bytes);
        }
        littleEndian(value, bytes);
        return this;
    }

    /** A signed number, two's complement, of {@code bytes} bytes. */
    public ScaleWriter signed(BigInteger value, int bytes) {
        if (value.bitLength() > 8 * bytes - 1) {
            throw new ScaleException(value + " does not fit i" + 8 * bytes);
        }
        littleEndian(value, bytes);
        return this;
    }

    public ScaleWriter bool(boolean value) {
        out.write(value ? 1 : 0);
        return this;
    }

    public ScaleWriter compact(long value) {
        return compact(BigInteger.valueOf(value));
    }

    /** A compact number in [0, 2¹²⁸), in the fewest bytes. */
    public ScaleWriter compact(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 128) {
            throw new ScaleException(value + " does not fit a compact number");
        }
        int bits = value.bitLength();
        if (bits <= 6) {
            littleEndian(value.shiftLeft(2), 1);
        } else if (bits <= 14) {
            littleEndian(value.shiftLeft(2).setBit(0), 2);
        } else if (bits <= 30) {
            littleEndian(value.shiftLeft(2).setBit(1), 4);
        } else {
            int bytes = Math.max(4, (bits + 7) / 8);
            out.write((bytes - 4) << 2 | 3);
            littleEndian(value, bytes);
        }
        return this;
    }

    public ScaleWriter fixed(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    public ScaleWriter fixed(Bytes value) {
        return fixed(value.toArray());
    }

    /** Bytes with their length before them. */
    public ScaleWriter variable(byte[] value) {
        return compact(value.length).fixed(value);
    }

    public ScaleWriter text(String value) {
        return variable(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing, or what {@code write} writes of the value. */
    public <T> ScaleWriter option(Optional<T> value, Consumer<T> write) {
        bool(value.isPresent());
        value.ifPresent(write);
        return this;
    }

    /** The length and then what {@code write} writes of each item. */
    public <T> ScaleWriter list(List<T> items, Consumer<T> write) {
        compact(items.size());
        items.forEach(write);
        return this;
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    private void littleEndian(BigInteger value, int bytes) {
        if (bytes <= 8) {
            long bits = value.longValue();
            for (int i = 0; i < bytes; i++) {
                out.write((int) (bits >>> (8 * i)));
            }
            return;
        }
        byte[] big = value.toByteArray();
        byte sign = (byte) (value.signum() < 0 ? -1 : 0);
        for (int i = 0; i < bytes; i++) {
            int from = big.length - 1 - i;
            out.write(from >= 0 ? big[from] : sign);
        }
    }
}
