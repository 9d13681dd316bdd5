package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Keypair;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes a payload until the deadline, so that there is nothing to copy: AES-256-GCM, one key for one payload
 * (docs/protocol.md, section Seal).
 */
public final class Seal {
    /** Bytes of a key. */
    public static final int KEY_LENGTH = 32;

    /** By how many bytes a sealed payload is longer. */
    public static final int OVERHEAD = 16;

    private static final String DOMAIN = "grail/seal/1";
    private static final String KEY_DOMAIN = "grail/seal-key/1";
    /** A key seals one payload, so the nonce may be the same always. */
    private static final byte[] NONCE = new byte[12];

    private Seal() {}

    /**
     * The key of one payload. It follows from the hotkey's secret and the payload, so that it needs no random source,
     * and a miner that restarts finds it again; nobody else can, and no other payload has it.
     */
    public static byte[] key(Keypair hotkey, Envelope.Origin origin, Hash payload) {
        byte[] message = header(origin).text(KEY_DOMAIN).hash(payload).toByteArray();
        // The signature is never published: to everybody else its hash is random.
        return Hash.sha256(hotkey.sign(message)).bytes();
    }

    /** What an envelope says of a key before it is shown. */
    public static Hash commitment(byte[] key) {
        return Hash.sha256(new CanonicalWriter().text(KEY_DOMAIN).toByteArray(), key);
    }

    /** The payload sealed for the update of {@code origin}: ciphertext, then 16 bytes of tag. */
    public static byte[] close(byte[] key, Envelope.Origin origin, byte[] payload) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, origin).doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES-GCM", e);
        }
    }

    /**
     * The inverse of {@link #close}.
     *
     * @throws MalformedException if the key does not open these bytes as the update of {@code origin}
     */
    public static byte[] open(byte[] key, Envelope.Origin origin, byte[] sealed) {
        if (key.length != KEY_LENGTH || sealed.length < OVERHEAD) {
            throw new MalformedException(
                    "a key of " + key.length + " and a seal of " + sealed.length + " bytes",
                    "a key of " + KEY_LENGTH + ", a seal of at least " + OVERHEAD);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, origin).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new MalformedException("a key that does not open the payload", "the key that sealed it");
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, Envelope.Origin origin) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * OVERHEAD, NONCE));
        cipher.updateAAD(header(origin).toByteArray());
        return cipher;
    }

    private static CanonicalWriter header(Envelope.Origin origin) {
        return new CanonicalWriter()
                .text(DOMAIN)
                .hash(origin.runId().hash())
                .u64(origin.window().number())
                .fixed(origin.hotkey().bytes())
                .hash(origin.modelRoot());
    }
}
