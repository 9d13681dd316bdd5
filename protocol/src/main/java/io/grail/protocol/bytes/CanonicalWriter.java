package io.grail.protocol.bytes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the one byte string that a value has: little-endian, fixed widths, u32 length before anything variable.
 *
 * <p>See docs/protocol.md, section Canonical bytes. {@link CanonicalReader} is the inverse.
 */
public final class CanonicalWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    public CanonicalWriter u8(int value) {
        out.write(value);
        return this;
    }

    public CanonicalWriter u16(int value) {
        return u8(value).u8(value >>> 8);
    }

    public CanonicalWriter u32(int value) {
        return u16(value).u16(value >>> 16);
    }

    public CanonicalWriter u64(long value) {
        return u32((int) value).u32((int) (value >>> 32));
    }

    public CanonicalWriter f32(float value) {
        return u32(Float.floatToRawIntBits(value));
    }

    public CanonicalWriter f64(double value) {
        return u64(Double.doubleToRawLongBits(value));
    }

    public CanonicalWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** Bytes whose length the format fixes: no length is written. */
    public CanonicalWriter fixed(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    public CanonicalWriter hash(Hash value) {
        return fixed(value.bytes());
    }

    /** Bytes of any length: u32 length, then the bytes. */
    public CanonicalWriter variable(byte[] value) {
        return u32(value.length).fixed(value);
    }

    /** UTF-8 text as {@link #variable(byte[])}. */
    public CanonicalWriter text(String value) {
        return variable(value.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
