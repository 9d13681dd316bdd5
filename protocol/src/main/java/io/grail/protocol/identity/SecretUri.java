package io.grail.protocol.identity;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Substrate's secret URIs: a phrase of words, {@code 0x} and 64 hexadecimal digits, or nothing, which stands for the
 * public development phrase; then {@code //hard/soft} junctions; then, below a phrase, {@code ///password}.
 */
final class SecretUri {
    /** In characters, which are at most three bytes each: a junction stays below 2^14 bytes. */
    static final int MAX_LENGTH = 4_096;

    /** Mini secret of {@link Mnemonic#development}, so that development keys cost no stretching. */
    private static final byte[] DEVELOPMENT =
            HexFormat.of().parseHex("fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e");

    private static final Pattern SEED = Pattern.compile("0x[0-9a-fA-F]{64}");
    private static final String PASSWORD = "///";

    private SecretUri() {}

    static Keypair keypair(String uri) {
        if (uri.isEmpty() || uri.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a secret URI has 1 to " + MAX_LENGTH + " characters, got " + uri.length());
        }
        int slash = uri.indexOf('/');
        String root = slash < 0 ? uri : uri.substring(0, slash);
        String rest = slash < 0 ? "" : uri.substring(slash);
        int password = rest.indexOf(PASSWORD);
        String path = password < 0 ? rest : rest.substring(0, password);
        byte[] seed = password < 0 ? seed(root) : seed(root, rest.substring(password + PASSWORD.length()));
        return Keypair.fromSeed(seed).derive(Junction.path(path));
    }

    private static byte[] seed(String root) {
        if (root.isEmpty()) {
            return DEVELOPMENT;
        }
        if (SEED.matcher(root).matches()) {
            return HexFormat.of().parseHex(root, 2, root.length());
        }
        return seed(root, "");
    }

    private static byte[] seed(String root, String password) {
        if (root.startsWith("0x")) {
            throw new IllegalArgumentException(
                    "a seed in a secret URI is 0x and 64 hexadecimal digits, and takes no password");
        }
        Mnemonic phrase = root.isEmpty() ? Mnemonic.development() : Mnemonic.parse(root);
        return phrase.miniSecret(password);
    }
}
