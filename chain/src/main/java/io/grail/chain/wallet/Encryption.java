package io.grail.chain.wallet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a key file is encrypted; its first bytes tell (docs/wallets.md). */
public enum Encryption {
    /** Not at all. */
    NONE("", "not encrypted"),
    /** Argon2i and XSalsa20-Poly1305: what is written today. */
    NACL("$NACL", "encrypted"),
    /** An Ansible vault: PBKDF2, AES-256-CTR, HMAC-SHA256; read only. */
    ANSIBLE_VAULT("$ANSIBLE_VAULT", "encrypted as an Ansible vault"),
    /** A Fernet token, the oldest: PBKDF2, AES-128-CBC, HMAC-SHA256; read only. */
    FERNET("gAAAAA", "encrypted as a Fernet token");

    private final String prefix;
    private final String text;

    Encryption(String prefix, String text) {
        this.prefix = prefix;
        this.text = text;
    }

    /** What {@code file} begins with; {@link #NONE} for whatever is not known. */
    static Encryption of(byte[] file) {
        for (Encryption each : values()) {
            byte[] begin = each.prefix();
            if (each != NONE && Arrays.mismatch(begin, Arrays.copyOf(file, begin.length)) < 0) {
                return each;
            }
        }
        return NONE;
    }

    byte[] prefix() {
        return prefix.getBytes(StandardCharsets.US_ASCII);
    }

    /** For people. */
    @Override
    public String toString() {
        return text;
    }
}
