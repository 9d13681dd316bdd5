package io.grail.protocol.bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value: 32 bytes that name some other bytes. */
public final class Hash implements Comparable<Hash> {
    public static final int LENGTH = 32;
    public static final Hash ZERO = new Hash(new byte[LENGTH]);

    private final byte[] value;

    private Hash(byte[] value) {
        this.value = value;
    }

    /**
     * The hash with these bytes.
     *
     * @throws IllegalArgumentException if {@code value} is not 32 bytes long
     */
    public static Hash of(byte[] value) {
        if (value.length != LENGTH) {
            throw new IllegalArgumentException("a hash has 32 bytes, got " + value.length);
        }
        return new Hash(value.clone());
    }

    /** The inverse of {@link #toString()}. */
    public static Hash fromHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** SHA-256 over the concatenation of {@code parts}. */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = newSha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /** A fresh SHA-256; every Java platform has one. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    public byte[] bytes() {
        return value.clone();
    }

    /** The first eight hexadecimal digits, for people. */
    public String abbreviated() {
        return toString().substring(0, 8);
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(value, hash.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }
}
