package io.grail.chain.wallet;

import io.grail.protocol.bytes.MalformedException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** {@code $NACL}, a nonce of 24 bytes, a {@link SecretBox} under the Argon2i key of the password. */
final class NaclFile {
    private static final int PREFIX = Encryption.NACL.prefix().length;
    private static final int BOX = PREFIX + SecretBox.NONCE_LENGTH;

    private NaclFile() {}

    static byte[] seal(byte[] plain, Password password, Stretching stretching) {
        byte[] nonce = new byte[SecretBox.NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        byte[] key = stretching.argon2i(password);
        byte[] box = SecretBox.seal(key, nonce, plain);
        Arrays.fill(key, (byte) 0);
        byte[] file = Arrays.copyOf(Encryption.NACL.prefix(), BOX + box.length);
        System.arraycopy(nonce, 0, file, PREFIX, nonce.length);
        System.arraycopy(box, 0, file, BOX, box.length);
        return file;
    }

    static Optional<byte[]> open(byte[] file, Password password, Stretching stretching) {
        if (file.length < BOX + SecretBox.MAC_LENGTH) {
            throw new MalformedException(
                    "a $NACL file of " + file.length + " bytes", (BOX + SecretBox.MAC_LENGTH) + " and more");
        }
        byte[] key = stretching.argon2i(password);
        try {
            return SecretBox.open(
                    key, Arrays.copyOfRange(file, PREFIX, BOX), Arrays.copyOfRange(file, BOX, file.length));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
