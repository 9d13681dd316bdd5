package io.grail.chain.drand;

import io.grail.protocol.bytes.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;
import supranational.blst.P1_Affine;

/** A beacon's signature of a round: a point of G1, and the key to what was timelocked to that round. */
public final class Signature {
    public static final int LENGTH = Bls.G1_BYTES;

    private final byte[] compressed;
    private final P1_Affine point;

    private Signature(byte[] compressed, P1_Affine point) {
        this.compressed = compressed;
        this.point = point;
    }

    /**
     * The signature with these bytes, of whatever it may be.
     *
     * @throws MalformedException if they are not the compressed form of a point of G1 other than infinity
     */
    public static Signature parse(byte[] compressed) {
        byte[] own = compressed.clone();
        return new Signature(own, Bls.g1(own));
    }

    public byte[] bytes() {
        return compressed.clone();
    }

    P1_Affine point() {
        return point;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature signature && Arrays.equals(compressed, signature.compressed);
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
