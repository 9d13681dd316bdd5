package io.grail.chain.drand;

import io.grail.protocol.bytes.Hash;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import supranational.blst.P1_Affine;
import supranational.blst.P2_Affine;

/**
 * Locks messages to rounds to come: identity-based encryption, whose identity is a round and whose key of that identity
 * is the beacon's signature (docs/timelock.md).
 *
 * <p>Boneh and Franklin's FullIdent (https://eprint.iacr.org/2001/090, section 4.2) with G1 and G2 exchanged, for the
 * key of AES-256-GCM over the message; bytes as the crate {@code tle} of Subtensor's runtime has them. Some 6 ms each
 * way.
 */
public final class Timelock {
    private static final int SEED_BYTES = 32;

    private Timelock() {}

    /**
     * Locks {@code message} until {@code round} of {@code chain} is out.
     *
     * @param random must be cryptographically strong: who guesses it reads the message
     */
    public static Ciphertext encrypt(byte[] message, long round, DrandChain chain, RandomGenerator random) {
        byte[] key = bytes(random, Ciphertext.KEY_BYTES);
        byte[] sigma = sha256(bytes(random, SEED_BYTES));
        byte[] nonce = bytes(random, Ciphertext.NONCE_BYTES);

        P1_Affine identity = Bls.hashToG1(DrandChain.message(round));
        byte[] r = sha256(sigma, key);
        byte[] shared = Bls.pairing(identity, Bls.times(chain.key().point(), r));
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, message);
        return new Ciphertext(
                Bls.times(Bls.g2Generator(), r), xor(sigma, sha256(shared)), xor(key, sha256(sigma)), sealed, nonce);
    }

    /**
     * The message.
     *
     * @param signature of the round that it is locked to
     * @throws TimelockException if it is of another round or another chain, or the ciphertext was altered
     */
    public static byte[] decrypt(Ciphertext ciphertext, Signature signature) {
        byte[] sigma = xor(ciphertext.maskedSigma(), sha256(Bls.pairing(signature.point(), ciphertext.u())));
        byte[] key = xor(ciphertext.maskedKey(), sha256(sigma));
        P2_Affine u = Bls.times(Bls.g2Generator(), sha256(sigma, key));
        if (!u.is_equal(ciphertext.u())) {
            throw new TimelockException("the signature does not open the ciphertext: it is of another round or another"
                    + " chain, or the ciphertext was altered");
        }
        return cipher(Cipher.DECRYPT_MODE, key, ciphertext.nonce(), ciphertext.sealed());
    }

    private static byte[] cipher(int mode, byte[] key, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            GCMParameterSpec parameters = new GCMParameterSpec(8 * Ciphertext.TAG_BYTES, nonce);
            cipher.init(mode, new SecretKeySpec(key, "AES"), parameters);
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new TimelockException("the sealed message was altered");
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e); // every Java platform has AES-GCM, and the key fits
        }
    }

    private static byte[] sha256(byte[]... parts) {
        return Hash.sha256(parts).bytes();
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] xor(byte[] one, byte[] two) {
        byte[] both = one.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] ^= two[i];
        }
        return both;
    }
}
