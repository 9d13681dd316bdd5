package io.grail.chain.drand;

import io.grail.protocol.bytes.MalformedException;
import java.util.function.Supplier;
import supranational.blst.BLST_ERROR;
import supranational.blst.P1;
import supranational.blst.P1_Affine;
import supranational.blst.P2;
import supranational.blst.P2_Affine;
import supranational.blst.PT;
import supranational.blst.Scalar;
import supranational.blst.SecretKey;

/**
 * BLS12-381, as far as drand's signatures on G1 and timelock encryption need it; all that is known of blst is here.
 *
 * <p>Bytes become a point only if they are the compressed form of one of the group of prime order, and not of infinity.
 * blst keeps nothing outside the Java heap, so nothing must be released.
 */
final class Bls {
    static final int G1_BYTES = 48;
    static final int G2_BYTES = 96;

    /** Coordinates of an element of GT in the base field, and bytes of each. */
    private static final int GT_COORDINATES = 12;

    private static final int FIELD_BYTES = 48;

    /** RFC 9380's suite with the tag of drand's scheme {@code bls-unchained-g1-rfc9380}. */
    private static final String TAG = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

    private static final int COMPRESSED = 0x80;

    private Bls() {}

    /** Does what needs the library, which the first that asks for it loads. */
    private static <T> T with(Supplier<T> work) {
        try {
            return work.get();
        } catch (LinkageError e) {
            throw new BlsUnavailableException(e);
        }
    }

    /**
     * The point of G1 with these bytes.
     *
     * @throws MalformedException if there is none
     */
    static P1_Affine g1(byte[] compressed) {
        requireForm(compressed, G1_BYTES, "G1");
        return with(() -> {
            P1_Affine point = decode("G1", () -> new P1_Affine(compressed));
            requireMember(!point.is_inf() && point.in_group(), "G1");
            return point;
        });
    }

    /**
     * The point of G2 with these bytes.
     *
     * @throws MalformedException if there is none
     */
    static P2_Affine g2(byte[] compressed) {
        requireForm(compressed, G2_BYTES, "G2");
        return with(() -> {
            P2_Affine point = decode("G2", () -> new P2_Affine(compressed));
            requireMember(!point.is_inf() && point.in_group(), "G2");
            return point;
        });
    }

    private static void requireForm(byte[] bytes, int length, String group) {
        if (bytes.length != length || (bytes[0] & COMPRESSED) == 0) {
            throw new MalformedException(
                    "a point of " + bytes.length + " bytes",
                    "a compressed point of " + group + ", " + length + " bytes");
        }
    }

    private static <T> T decode(String group, Supplier<T> point) {
        try {
            return point.get();
        } catch (RuntimeException e) { // blst has no type of its own for it
            throw new MalformedException(String.valueOf(e.getMessage()), "a point of " + group);
        }
    }

    private static void requireMember(boolean is, String group) {
        if (!is) {
            throw new MalformedException("infinity or a point outside the group of prime order", "a point of " + group);
        }
    }

    static P1_Affine hashToG1(byte[] message) {
        return with(() -> new P1().hash_to(message, TAG).to_affine());
    }

    /** Whether the owner of {@code key} signed {@code message}. */
    static boolean isSigned(P2_Affine key, P1_Affine signature, byte[] message) {
        return with(() -> signature.core_verify(key, true, message, TAG) == BLST_ERROR.BLST_SUCCESS);
    }

    /** {@code point} times a number that is read as big-endian and modulo the group's order. */
    static P2_Affine times(P2_Affine point, byte[] number) {
        return with(() ->
                point.to_jacobian().mult(new Scalar().from_bendian(number)).to_affine());
    }

    static P2_Affine g2Generator() {
        return with(P2_Affine::generator);
    }

    /** The key that RFC draft bls-signature's KeyGen makes of 32 bytes or more. */
    static SecretKey secret(byte[] material) {
        return with(() -> {
            SecretKey key = new SecretKey();
            key.keygen(material);
            return key;
        });
    }

    static byte[] publicKey(SecretKey key) {
        return with(() -> new P2(key).compress());
    }

    static byte[] sign(SecretKey key, byte[] message) {
        return with(() -> new P1().hash_to(message, TAG).sign_with(key).compress());
    }

    /**
     * The pairing of two points, in the bytes that arkworks gives it: Fp12 = Fp6[w], Fp6 = Fp2[v], Fp2 = Fp[u], lower
     * coefficients first at each level, each coordinate little-endian.
     */
    static byte[] pairing(P1_Affine one, P2_Affine two) {
        byte[] blst = with(() -> new PT(one, two).final_exp().to_bendian());
        byte[] bytes = new byte[GT_COORDINATES * FIELD_BYTES];
        for (int from = 0; from < GT_COORDINATES; from++) {
            // blst writes for each power of v its two powers of w, and each coordinate big-endian.
            int u = from & 1;
            int w = from >> 1 & 1;
            int v = from >> 2;
            int to = (3 * w + v) * 2 + u;
            for (int i = 0; i < FIELD_BYTES; i++) {
                bytes[to * FIELD_BYTES + i] = blst[(from + 1) * FIELD_BYTES - 1 - i];
            }
        }
        return bytes;
    }
}
