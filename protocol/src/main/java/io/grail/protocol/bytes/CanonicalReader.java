package io.grail.protocol.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads hostile bytes written, or not, by {@link CanonicalWriter}.
 *
 * <p>Total: every method returns a value or throws {@link MalformedException}; nothing is allocated before the bytes
 * for it are known to be there and within the caller's bound. {@link #end()} refuses trailing bytes, so that no value
 * has two encodings.
 */
public final class CanonicalReader {
    private final ByteBuffer in;

    public CanonicalReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public int u8() {
        need(1);
        return in.get() & 0xff;
    }

    public int u16() {
        need(2);
        return in.getShort() & 0xffff;
    }

    /** An unsigned 32-bit number as the int with the same bits. */
    public int u32() {
        need(4);
        return in.getInt();
    }

    /** A count: u32 in [0, {@code max}]. */
    public int count(int max) {
        int value = u32();
        if (value < 0 || value > max) {
            throw new MalformedException("count " + Integer.toUnsignedString(value), "at most " + max);
        }
        return value;
    }

    public long u64() {
        need(8);
        return in.getLong();
    }

    public float f32() {
        return Float.intBitsToFloat(u32());
    }

    public double f64() {
        return Double.longBitsToDouble(u64());
    }

    public boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new MalformedException("boolean byte " + value, "0 or 1");
        }
        return value == 1;
    }

    public byte[] fixed(int length) {
        need(length);
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }

    public Hash hash() {
        return Hash.of(fixed(Hash.LENGTH));
    }

    public byte[] variable(int maxLength) {
        return fixed(count(maxLength));
    }

    public String text(int maxBytes) {
        byte[] bytes = variable(maxBytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("text that is not UTF-8", "UTF-8");
        }
    }

    /** Expects exactly these bytes: a magic number or a domain prefix. */
    public void expect(byte[] magic) {
        byte[] found = fixed(magic.length);
        if (!Arrays.equals(found, magic)) {
            throw new MalformedException(
                    "leading bytes " + Arrays.toString(found), "leading bytes " + Arrays.toString(magic));
        }
    }

    /** Expects exactly this text, as {@link CanonicalWriter#text} writes it: the domain that an artifact begins with. */
    public void expectText(String domain) {
        expect(new CanonicalWriter().text(domain).toByteArray());
    }

    /** A u64 below 2⁶³. */
    public long nonNegative() {
        long value = u64();
        if (value < 0) {
            throw new MalformedException(Long.toUnsignedString(value), "below 2^63");
        }
        return value;
    }

    public int remaining() {
        return in.remaining();
    }

    public int position() {
        return in.position();
    }

    /** Refuses trailing bytes. */
    public void end() {
        if (in.hasRemaining()) {
            throw new MalformedException(in.remaining() + " bytes after the end", "none");
        }
    }

    private void need(int bytes) {
        if (in.remaining() < bytes) {
            throw new MalformedException("end after " + in.limit() + " bytes", "at least " + (in.position() + bytes));
        }
    }
}
