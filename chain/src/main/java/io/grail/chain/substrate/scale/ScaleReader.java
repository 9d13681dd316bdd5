package io.grail.chain.substrate.scale;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads hostile SCALE bytes.
 *
 * <p>Total: every method returns a value or throws {@link ScaleException}; nothing is allocated before the bytes for it
 * are known to be there. Compact numbers have one spelling, any other is refused, as the runtime refuses it.
 */
public final class ScaleReader {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
    /** Bytes of the widest number that a compact may hold, a u128. */
    private static final int COMPACT_MAX_BYTES = 16;
    /** Room made for a list before its items are read: lists that lie within each other may all claim all bytes. */
    private static final int MOST_RESERVED = 256;

    private final ByteBuffer in;
    private final Limits limits;
    private int depth;
    private int values;

    public ScaleReader(byte[] bytes) {
        this(bytes, Limits.DEFAULT);
    }

    public ScaleReader(byte[] bytes, Limits limits) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
    }

    public int u8() {
        need(1);
        return in.get() & 0xff;
    }

    public int u16() {
        need(2);
        return in.getShort() & 0xffff;
    }

    public long u32() {
        need(4);
        return in.getInt() & 0xffff_ffffL;
    }

    /** An unsigned 64-bit number as the long with the same bits. */
    public long u64() {
        need(8);
        return in.getLong();
    }

    /** An unsigned number of {@code bytes} bytes, 1 to 32. */
    public BigInteger unsigned(int bytes) {
        if (bytes < 8) {
            return BigInteger.valueOf(littleEndian(bytes));
        }
        if (bytes == 8) {
            return unsigned64(u64());
        }
        return new BigInteger(1, bigEndian(bytes));
    }

    /** A signed number, two's complement, of {@code bytes} bytes, 1 to 32. */
    public BigInteger signed(int bytes) {
        return new BigInteger(bigEndian(bytes));
    }

    public boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new ScaleException("boolean byte " + value + ", expected 0 or 1");
        }
        return value == 1;
    }

    /** A compact number, at most 2¹²⁸ − 1. */
    public BigInteger compact() {
        int first = u8();
        int mode = first & 3;
        if (mode < 3) {
            return BigInteger.valueOf(smallCompact(first, mode));
        }
        int bytes = (first >>> 2) + 4;
        if (bytes > COMPACT_MAX_BYTES) {
            throw new ScaleException("compact number of " + bytes + " bytes, expected at most " + COMPACT_MAX_BYTES);
        }
        BigInteger value = unsigned(bytes);
        // Fewer bytes, or 30 bits and no length, would do for a smaller one.
        canonical(bytes == 4 ? value.bitLength() > 30 : value.bitLength() > 8 * (bytes - 1), value);
        return value;
    }

    private long smallCompact(int first, int mode) {
        long value = switch (mode) {
            case 0 -> first;
            case 1 -> first | (long) u8() << 8;
            default -> first | littleEndian(3) << 8;
        };
        value >>>= 2;
        long least = mode == 0 ? 0 : mode == 1 ? 1 << 6 : 1 << 14;
        canonical(value >= least, value);
        return value;
    }

    private static void canonical(boolean shortest, Object value) {
        if (!shortest) {
            throw new ScaleException("compact number " + value + " in more bytes than it needs");
        }
    }

    /** A compact number in [0, {@code max}]. */
    public int compactInt(int max) {
        BigInteger value = compact();
        if (value.bitLength() > 31 || value.intValue() > max) {
            throw new ScaleException("compact number " + value + ", expected at most " + max);
        }
        return value.intValue();
    }

    /**
     * The length of a list, so long that the bytes that remain can hold it.
     *
     * @param leastBytes how many bytes an item takes at the least; 0 if it may take none, then only the limit of values
     *     bounds the length
     */
    public int length(int leastBytes) {
        BigInteger value = compact();
        int most = leastBytes == 0 ? limits.values() - values : in.remaining() / leastBytes;
        if (value.bitLength() > 31 || value.intValue() > most) {
            throw new ScaleException("a list of " + value + " items, but the " + in.remaining()
                    + " bytes left and the limit of values allow at most " + most);
        }
        return value.intValue();
    }

    public byte[] fixed(int length) {
        need(length);
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }

    /** Bytes with their length before them. */
    public byte[] variable() {
        return fixed(length(1));
    }

    public String text() {
        byte[] utf8 = variable();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ScaleException("text that is not UTF-8");
        }
    }

    public <T> Optional<T> option(Supplier<T> value) {
        return switch (u8()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(value.get());
            default -> throw new ScaleException("an option's first byte is neither 0 nor 1");
        };
    }

    /** A list, each of whose items takes at least one byte. */
    public <T> List<T> list(Supplier<T> item) {
        int length = length(1);
        List<T> items = new ArrayList<>(Math.min(length, MOST_RESERVED));
        for (int i = 0; i < length; i++) {
            items.add(item(i, item));
        }
        return List.copyOf(items);
    }

    private static <T> T item(int index, Supplier<T> item) {
        try {
            return item.get();
        } catch (ScaleException e) {
            throw e.insideItem(index);
        }
    }

    /** Reads what {@code read} reads, as part {@code name}: what is wrong there is told with that name. */
    public <T> T part(String name, Function<ScaleReader, T> read) {
        try {
            return read.apply(this);
        } catch (ScaleException e) {
            throw e.inside(name);
        }
    }

    /** Counts one value, one level deeper; {@link #ascend} goes back up. */
    public void descend() {
        if (++depth > limits.depth()) {
            throw new ScaleException("values nested deeper than " + limits.depth());
        }
        count(1);
    }

    /** Counts {@code more} values against the limit; for bits, which take less than a byte. */
    public void count(int more) {
        if (more > limits.values() - values) {
            throw new ScaleException("more than " + limits.values() + " values");
        }
        values += more;
    }

    /** Leaves a value entered by {@link #descend}. */
    public void ascend() {
        depth--;
    }

    public int remaining() {
        return in.remaining();
    }

    /** Refuses trailing bytes. */
    public void end() {
        if (in.hasRemaining()) {
            throw new ScaleException(in.remaining() + " bytes after the end");
        }
    }

    private long littleEndian(int bytes) {
        need(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.get() & 0xffL) << (8 * i);
        }
        return value;
    }

    private byte[] bigEndian(int bytes) {
        byte[] value = fixed(bytes);
        for (int i = 0, j = bytes - 1; i < j; i++, j--) {
            byte swapped = value[i];
            value[i] = value[j];
            value[j] = swapped;
        }
        return value;
    }

    private static BigInteger unsigned64(long bits) {
        BigInteger value = BigInteger.valueOf(bits);
        return bits < 0 ? value.add(TWO_64) : value;
    }

    private void need(int bytes) {
        if (in.remaining() < bytes) {
            throw new ScaleException("the bytes end: " + bytes + " expected, " + in.remaining() + " left");
        }
    }
}
