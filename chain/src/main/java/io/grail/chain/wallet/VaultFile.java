package io.grail.chain.wallet;

import io.grail.protocol.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An Ansible vault, 1.1 or 1.2: a line that says so, then lines of hexadecimal digits. They stand for three lines of
 * hexadecimal digits again: salt, HMAC-SHA256, and the ciphertext of AES-256-CTR.
 */
final class VaultFile {
    private static final List<String> VERSIONS = List.of("1.1", "1.2");
    private static final String CIPHER = "AES256";
    private static final int KEY_LENGTH = 32;
    private static final int IV_LENGTH = 16;

    private VaultFile() {}

    static Optional<byte[]> open(byte[] file, Password password, Stretching stretching) {
        String[] lines = new String(file, StandardCharsets.ISO_8859_1).strip().split("\\R", -1);
        requireKnown(lines[0].split(";", -1));
        String body = String.join("", Arrays.asList(lines).subList(1, lines.length));
        String[] parts = new String(unhex(body.replace(" ", "")), StandardCharsets.ISO_8859_1).split("\n", -1);
        if (parts.length != 3) {
            throw new MalformedException("a vault of " + parts.length + " parts", "3: salt, HMAC, ciphertext");
        }
        byte[] salt = unhex(parts[0]);
        byte[] mac = unhex(parts[1]);
        byte[] ciphertext = unhex(parts[2]);
        if (salt.length == 0) {
            throw new MalformedException("a vault without a salt", "one");
        }
        byte[] keys = Stretching.pbkdf2(password, salt, stretching.vaultRounds(), 2 * KEY_LENGTH + IV_LENGTH);
        if (!AesHmac.isGenuine(Arrays.copyOfRange(keys, KEY_LENGTH, 2 * KEY_LENGTH), ciphertext, mac)) {
            return Optional.empty();
        }
        byte[] iv = Arrays.copyOfRange(keys, 2 * KEY_LENGTH, keys.length);
        return AesHmac.decrypt("AES/CTR/NoPadding", Arrays.copyOf(keys, KEY_LENGTH), iv, ciphertext)
                .map(VaultFile::unpadded);
    }

    private static void requireKnown(String[] header) {
        if (header.length < 3 || !VERSIONS.contains(header[1]) || !header[2].equals(CIPHER)) {
            throw new MalformedException("another kind of Ansible vault", "$ANSIBLE_VAULT;1.1;AES256 (or 1.2)");
        }
    }

    /** PKCS #7 to 16 bytes, whose last byte says how many were added. */
    private static byte[] unpadded(byte[] padded) {
        int added = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (added < 1 || added > Math.min(IV_LENGTH, padded.length)) {
            throw new MalformedException("a vault whose padding is wrong", "1 to 16 bytes of it");
        }
        return Arrays.copyOf(padded, padded.length - added);
    }

    private static byte[] unhex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a vault with something that is no hexadecimal digits", "pairs of them");
        }
    }
}
