package io.grail.chain.wallet;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How a password becomes a key, and what that costs whoever guesses.
 *
 * @param argonPasses over the memory
 * @param argonKibibytes of memory
 * @param vaultRounds of PBKDF2 in an Ansible vault
 * @param fernetRounds of PBKDF2 before a Fernet token
 */
record Stretching(int argonPasses, int argonKibibytes, int vaultRounds, int fernetRounds) {
    /** btwallet's costs (libsodium's "sensitive" ones): another value makes other keys. */
    static final Stretching BTWALLET = new Stretching(8, 512 * 1024, 10_000, 10_000_000);

    /** btwallet's one salt for all files: equal passwords give equal keys. */
    private static final byte[] SALT = HexFormat.of().parseHex("137183dff15a09bc9c90b5518739e9b1");
    /** What the JVM needs besides Argon2's own memory: headers of its blocks, and all the rest. */
    private static final int SPARE_KIBIBYTES = 96 * 1024;

    /**
     * 32 bytes.
     *
     * @throws WalletException if this JVM may not take the memory
     */
    byte[] argon2i(Password password) {
        requireMemory();
        Argon2BytesGenerator argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_i)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withIterations(argonPasses)
                .withMemoryAsKB(argonKibibytes)
                .withParallelism(1)
                .withSalt(SALT)
                .build());
        byte[] utf8 = password.utf8();
        byte[] key = new byte[SecretBox.KEY_LENGTH];
        argon.generateBytes(utf8, key);
        Arrays.fill(utf8, (byte) 0);
        return key;
    }

    private void requireMemory() {
        long most = Runtime.getRuntime().maxMemory() / 1024;
        long needed = (long) argonKibibytes + SPARE_KIBIBYTES;
        if (most < needed) {
            throw new WalletException("opening or closing an encrypted key file takes " + needed / 1024
                    + " MiB of heap, and this JVM may take " + most / 1024 + ": set GRAIL_JAVA_OPTS=-Xmx1g");
        }
    }

    /** PBKDF2-HMAC-SHA256. */
    static byte[] pbkdf2(Password password, byte[] salt, int rounds, int length) {
        char[] characters = password.characters();
        PBEKeySpec spec = new PBEKeySpec(characters, salt, rounds, 8 * length);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has PBKDF2", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }
}
