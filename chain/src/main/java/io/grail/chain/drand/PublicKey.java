package io.grail.chain.drand;

import io.grail.protocol.bytes.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;
import supranational.blst.P2_Affine;

/** The key of those who run a beacon: a point of G2, which is checked when it is used. */
public final class PublicKey {
    private final byte[] compressed;

    private PublicKey(byte[] compressed) {
        this.compressed = compressed;
    }

    /**
     * The key with these bytes.
     *
     * @throws IllegalArgumentException if they are not 96
     */
    public static PublicKey of(byte[] compressed) {
        if (compressed.length != Bls.G2_BYTES) {
            throw new IllegalArgumentException("a beacon's key has 96 bytes, got " + compressed.length);
        }
        return new PublicKey(compressed.clone());
    }

    /** The inverse of {@link #toString()}. */
    public static PublicKey fromHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return compressed.clone();
    }

    /**
     * The point itself.
     *
     * @throws IllegalArgumentException if it is no point of G2
     */
    P2_Affine point() {
        try {
            return Bls.g2(compressed);
        } catch (MalformedException e) {
            throw new IllegalArgumentException("a beacon's key that is none: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && Arrays.equals(compressed, key.compressed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(compressed);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(compressed);
    }
}
