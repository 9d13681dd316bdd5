package io.grail.chain.wallet;

import io.grail.protocol.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A Fernet token, base64 with - and _: version 0x80, time 8 bytes, IV 16 bytes, ciphertext of AES-128-CBC, and
 * HMAC-SHA256 over all before it. The password's 32-byte key is the MAC's key, then the cipher's.
 */
final class FernetFile {
    private static final byte[] SALT =
            "Iguesscyborgslikemyselfhaveatendencytobeparanoidaboutourorigins".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_LENGTH = 16;
    private static final int IV = 9;
    private static final int CIPHERTEXT = IV + 16;
    private static final int MAC_LENGTH = 32;

    private FernetFile() {}

    static Optional<byte[]> open(byte[] file, Password password, Stretching stretching) {
        byte[] token = token(file);
        byte[] key = Stretching.pbkdf2(password, SALT, stretching.fernetRounds(), 2 * KEY_LENGTH);
        int end = token.length - MAC_LENGTH;
        byte[] signed = Arrays.copyOf(token, end);
        if (!AesHmac.isGenuine(Arrays.copyOf(key, KEY_LENGTH), signed, Arrays.copyOfRange(token, end, token.length))) {
            return Optional.empty();
        }
        return AesHmac.decrypt(
                "AES/CBC/PKCS5Padding",
                Arrays.copyOfRange(key, KEY_LENGTH, 2 * KEY_LENGTH),
                Arrays.copyOfRange(token, IV, CIPHERTEXT),
                Arrays.copyOfRange(token, CIPHERTEXT, end));
    }

    private static byte[] token(byte[] file) {
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(new String(file, StandardCharsets.ISO_8859_1).strip());
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a Fernet token that is no base64", "A-Z a-z 0-9 - _");
        }
        if (token.length < CIPHERTEXT + MAC_LENGTH) {
            throw new MalformedException(
                    "a Fernet token of " + token.length + " bytes", (CIPHERTEXT + MAC_LENGTH) + " and more");
        }
        return token;
    }
}
