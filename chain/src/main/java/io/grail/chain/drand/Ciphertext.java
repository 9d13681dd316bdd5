package io.grail.chain.drand;

import io.grail.protocol.bytes.MalformedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import supranational.blst.P2_Affine;

/**
 * A message locked to a round (docs/timelock.md, Bytes); what its parts mean is {@link Timelock}'s affair.
 *
 * <p>There is one spelling of each: whatever {@link #parse} takes, {@link #bytes} gives back.
 */
public final class Ciphertext {
    /** Bytes that it has more than its message. */
    public static final int OVERHEAD = 244;

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    /** Names the cipher of the message; the last eight bytes. */
    private static final byte[] SUITE = "AES_GCM_".getBytes(StandardCharsets.US_ASCII);

    private final P2_Affine u;
    private final byte[] maskedSigma;
    private final byte[] maskedKey;
    private final byte[] sealed;
    private final byte[] nonce;

    Ciphertext(P2_Affine u, byte[] maskedSigma, byte[] maskedKey, byte[] sealed, byte[] nonce) {
        this.u = u;
        this.maskedSigma = maskedSigma;
        this.maskedKey = maskedKey;
        this.sealed = sealed;
        this.nonce = nonce;
    }

    /**
     * Reads one; takes no more memory than {@code bytes} has.
     *
     * @throws MalformedException if they are none, U is no point of G2, or anything follows
     */
    public static Ciphertext parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            byte[] u = fixed(in, Bls.G2_BYTES);
            byte[] maskedSigma = counted(in, KEY_BYTES);
            byte[] maskedKey = counted(in, KEY_BYTES);
            long length = in.getLong();
            if (length != in.remaining() - Long.BYTES - SUITE.length) {
                throw new MalformedException("a sealed message of " + length + " bytes", "what is left for it");
            }
            byte[] sealed = sealed(in);
            byte[] nonce = counted(in, NONCE_BYTES);
            if (!Arrays.equals(counted(in, SUITE.length), SUITE)) {
                throw new MalformedException("another cipher", "AES_GCM_");
            }
            return new Ciphertext(Bls.g2(u), maskedSigma, maskedKey, sealed, nonce);
        } catch (BufferUnderflowException e) {
            throw new MalformedException("the end after " + bytes.length + " bytes", "a whole ciphertext");
        }
    }

    private static byte[] sealed(ByteBuffer in) {
        long length = in.getLong();
        int after = Long.BYTES + NONCE_BYTES + Long.BYTES + SUITE.length;
        if (length < TAG_BYTES || length != in.remaining() - after) {
            throw new MalformedException(
                    "a sealed message of " + length + " bytes", TAG_BYTES + " bytes or more, and what must follow");
        }
        return fixed(in, (int) length);
    }

    private static byte[] counted(ByteBuffer in, int length) {
        long found = in.getLong();
        if (found != length) {
            throw new MalformedException("a part of " + found + " bytes", length + " bytes");
        }
        return fixed(in, length);
    }

    private static byte[] fixed(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** The bytes that arkworks' compressed serialisation gives it. */
    public byte[] bytes() {
        int body = Long.BYTES + sealed.length + Long.BYTES + nonce.length;
        ByteBuffer out =
                ByteBuffer.allocate(OVERHEAD - TAG_BYTES + sealed.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(u.compress());
        count(out, maskedSigma);
        count(out, maskedKey);
        out.putLong(body);
        count(out, sealed);
        count(out, nonce);
        count(out, SUITE);
        return out.array();
    }

    private static void count(ByteBuffer out, byte[] part) {
        out.putLong(part.length).put(part);
    }

    P2_Affine u() {
        return u;
    }

    byte[] maskedSigma() {
        return maskedSigma;
    }

    byte[] maskedKey() {
        return maskedKey;
    }

    byte[] sealed() {
        return sealed;
    }

    byte[] nonce() {
        return nonce;
    }
}
