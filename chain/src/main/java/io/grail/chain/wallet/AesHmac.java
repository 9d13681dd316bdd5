package io.grail.chain.wallet;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES under a MAC over the ciphertext, which the older kinds of key files share. */
final class AesHmac {
    private AesHmac() {}

    static boolean isGenuine(byte[] key, byte[] message, byte[] expected) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return MessageDigest.isEqual(mac.doFinal(message), expected);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA256", e);
        }
    }

    /** The plaintext; empty if the ciphertext, genuine as it is, has a length or padding that no message leads to. */
    static Optional<byte[]> decrypt(String transformation, byte[] key, byte[] iv, byte[] ciphertext) {
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return Optional.of(cipher.doFinal(ciphertext));
        } catch (javax.crypto.IllegalBlockSizeException | javax.crypto.BadPaddingException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + transformation, e);
        }
    }
}
