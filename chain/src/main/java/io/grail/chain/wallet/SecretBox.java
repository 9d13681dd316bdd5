package io.grail.chain.wallet;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** NaCl's secretbox: XSalsa20, and Poly1305 over the ciphertext under the first 32 bytes of the key stream. */
final class SecretBox {
    static final int KEY_LENGTH = 32;
    static final int NONCE_LENGTH = 24;
    static final int MAC_LENGTH = 16;

    private SecretBox() {}

    /** MAC, then ciphertext. A nonce must not serve twice under one key. */
    static byte[] seal(byte[] key, byte[] nonce, byte[] message) {
        XSalsa20Engine stream = stream(key, nonce);
        byte[] macKey = macKey(stream);
        byte[] box = new byte[MAC_LENGTH + message.length];
        stream.processBytes(message, 0, message.length, box, MAC_LENGTH);
        System.arraycopy(mac(macKey, box), 0, box, 0, MAC_LENGTH);
        return box;
    }

    /** The message, unless key, nonce or box are not the ones that belong together. */
    static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] box) {
        XSalsa20Engine stream = stream(key, nonce);
        byte[] macKey = macKey(stream);
        if (!MessageDigest.isEqual(mac(macKey, box), Arrays.copyOf(box, MAC_LENGTH))) {
            return Optional.empty();
        }
        byte[] message = new byte[box.length - MAC_LENGTH];
        stream.processBytes(box, MAC_LENGTH, message.length, message, 0);
        return Optional.of(message);
    }

    private static XSalsa20Engine stream(byte[] key, byte[] nonce) {
        XSalsa20Engine stream = new XSalsa20Engine();
        stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        return stream;
    }

    private static byte[] macKey(XSalsa20Engine stream) {
        byte[] zeros = new byte[KEY_LENGTH];
        stream.processBytes(zeros, 0, KEY_LENGTH, zeros, 0);
        return zeros;
    }

    private static byte[] mac(byte[] macKey, byte[] box) {
        Poly1305 poly = new Poly1305();
        poly.init(new KeyParameter(macKey));
        poly.update(box, MAC_LENGTH, box.length - MAC_LENGTH);
        byte[] mac = new byte[MAC_LENGTH];
        poly.doFinal(mac, 0);
        return mac;
    }
}
