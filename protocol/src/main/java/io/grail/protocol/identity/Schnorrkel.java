package io.grail.protocol.identity;

import static io.grail.protocol.identity.Transcript.ascii;

import cafe.cryptography.curve25519.CompressedRistretto;
import cafe.cryptography.curve25519.Constants;
import cafe.cryptography.curve25519.InvalidEncodingException;
import cafe.cryptography.curve25519.RistrettoElement;
import cafe.cryptography.curve25519.Scalar;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Schnorr signatures over ristretto255 with Merlin transcripts: what Substrate calls sr25519.
 *
 * <p>Source: schnorrkel's keys, derive and sign; docs/protocol.md, section Signatures.
 */
final class Schnorrkel {
    static final int SIGNATURE_LENGTH = 64;
    static final int SEED_LENGTH = 32;
    static final int SECRET_LENGTH = 64;

    private static final byte[] CONTEXT = ascii("substrate");
    /** In the last byte of a signature: tells it from an ed25519 one, whose scalar never reaches this bit. */
    private static final int MARKER = 0x80;

    private Schnorrkel() {}

    /**
     * The expanded secret of a mini secret.
     *
     * @param key k, the discrete logarithm of the public key
     * @param nonce 32 secret bytes that make signing nonces unpredictable
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared, never printed
    record Secret(Scalar key, byte[] nonce, byte[] publicKey) {
        /** Expands as ed25519 does: clamps half a SHA-512, and divides by the cofactor. */
        static Secret expand(byte[] miniSecret) {
            byte[] wide = sha512(miniSecret);
            byte[] low = Arrays.copyOf(wide, 32);
            low[0] &= (byte) 248;
            low[31] &= 63;
            low[31] |= 64;
            Scalar key = Scalar.fromCanonicalBytes(dividedByEight(low));
            return of(key, Arrays.copyOfRange(wide, 32, 64));
        }

        static Secret of(Scalar key, byte[] nonce) {
            byte[] publicKey =
                    Constants.RISTRETTO_GENERATOR_TABLE.multiply(key).compress().toByteArray();
            return new Secret(key, nonce, publicKey);
        }

        /** Reads {@link #bytes}; another key than one below the group's order, or zero, is refused. */
        static Secret parse(byte[] bytes) {
            Scalar key = Scalar.fromCanonicalBytes(Arrays.copyOf(bytes, 32));
            if (key.equals(Scalar.ZERO)) {
                throw new IllegalArgumentException("the secret key is zero");
            }
            return of(key, Arrays.copyOfRange(bytes, 32, SECRET_LENGTH));
        }

        /** k, then the nonce: schnorrkel's own form. */
        byte[] bytes() {
            byte[] bytes = Arrays.copyOf(key.toByteArray(), SECRET_LENGTH);
            System.arraycopy(nonce, 0, bytes, 32, 32);
            return bytes;
        }

        @Override
        public String toString() {
            return "Secret[not shown]";
        }
    }

    /**
     * Signs. The nonce r comes from the transcript (message and public key) keyed by the secret's own 32 nonce bytes,
     * and from nothing else. That is safe, as in ed25519: equal r needs equal messages, and then the signatures are
     * equal and tell nothing; without the secret bytes r cannot be told from random. And two equal runs give equal
     * bytes.
     */
    static byte[] sign(Secret secret, byte[] message) {
        Transcript transcript = signing(secret.publicKey(), message);
        byte[] wide = transcript.copy().append("secret-nonce", secret.nonce()).challenge("signing-nonce", 64);
        Scalar r = Scalar.fromBytesModOrderWide(wide);
        byte[] commitment =
                Constants.RISTRETTO_GENERATOR_TABLE.multiply(r).compress().toByteArray();
        Scalar c = challenge(transcript, commitment);
        byte[] response = c.multiplyAndAdd(secret.key(), r).toByteArray();
        byte[] signature = Arrays.copyOf(commitment, SIGNATURE_LENGTH);
        System.arraycopy(response, 0, signature, 32, 32);
        signature[63] |= (byte) MARKER;
        return signature;
    }

    /** Whether s·B − c·A = R. Total: any bytes give an answer, and a message has no second signature made from one. */
    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH || (signature[63] & MARKER) == 0) {
            return false;
        }
        byte[] commitment = Arrays.copyOf(signature, 32);
        byte[] response = Arrays.copyOfRange(signature, 32, 64);
        response[31] &= (byte) ~MARKER;
        try {
            Scalar s = Scalar.fromCanonicalBytes(response);
            RistrettoElement key = new CompressedRistretto(publicKey).decompress();
            if (key.equals(RistrettoElement.IDENTITY)) {
                return false; // anybody could sign for it: c·A vanishes
            }
            Scalar c = challenge(signing(publicKey, message), commitment);
            RistrettoElement expected =
                    Constants.RISTRETTO_GENERATOR_TABLE.multiply(s).subtract(key.multiply(c));
            return Arrays.equals(expected.compress().toByteArray(), commitment);
        } catch (InvalidEncodingException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The mini secret one hard junction below {@code secret}. */
    static byte[] deriveHard(Secret secret, byte[] chainCode) {
        return Transcript.of("SchnorrRistrettoHDKD")
                .append("sign-bytes", new byte[0])
                .append("chain-code", chainCode)
                .append("secret-key", secret.key().toByteArray())
                .challenge("HDKD-hard", SEED_LENGTH);
    }

    /**
     * The secret one soft junction below {@code secret}. The key is schnorrkel's; schnorrkel draws the nonce bytes at
     * random, and here they follow from the secret's own, so that a key signs alike however often it is derived.
     */
    static Secret deriveSoft(Secret secret, byte[] chainCode) {
        Transcript transcript = Transcript.of("SchnorrRistrettoHDKD")
                .append("sign-bytes", new byte[0])
                .append("chain-code", chainCode)
                .append("public-key", secret.publicKey());
        byte[] nonce = transcript.copy().append("secret-nonce", secret.nonce()).challenge("HDKD-nonce", 32);
        Scalar tweak = Scalar.fromBytesModOrderWide(transcript.challenge("HDKD-scalar", 64));
        return Secret.of(secret.key().add(tweak), nonce);
    }

    private static Transcript signing(byte[] publicKey, byte[] message) {
        return Transcript.of("SigningContext")
                .append("", CONTEXT)
                .append("sign-bytes", message)
                .append("proto-name", ascii("Schnorr-sig"))
                .append("sign:pk", publicKey);
    }

    private static Scalar challenge(Transcript transcript, byte[] commitment) {
        return Scalar.fromBytesModOrderWide(
                transcript.append("sign:R", commitment).challenge("sign:c", 64));
    }

    /** Shifts a little-endian number three bits to the right. */
    private static byte[] dividedByEight(byte[] number) {
        byte[] result = new byte[number.length];
        for (int i = 0; i < number.length; i++) {
            int above = i + 1 < number.length ? number[i + 1] & 0xff : 0;
            result[i] = (byte) ((number[i] & 0xff) >>> 3 | (above << 5));
        }
        return result;
    }

    private static byte[] sha512(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every Java platform must have it
        }
    }
}
