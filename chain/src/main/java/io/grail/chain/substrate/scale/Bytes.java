package io.grail.chain.substrate.scale;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that do not change and are equal when they hold the same; printed as {@code 0x} and hexadecimal digits. */
public final class Bytes {
    private static final String PREFIX = "0x";

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    public static Bytes of(byte... value) {
        return new Bytes(value.clone());
    }

    /**
     * The bytes of hexadecimal digits, with or without {@code 0x} before them.
     *
     * @throws IllegalArgumentException if {@code hex} is something else
     */
    public static Bytes fromHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex.startsWith(PREFIX) ? hex.substring(PREFIX.length()) : hex));
    }

    public int length() {
        return value.length;
    }

    public byte[] toArray() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(value);
    }
}
