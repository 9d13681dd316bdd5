package io.grail.chain.wallet;

/** What a wallet or a hotkey may be called: a part of a path, and so neither more nor less than that. */
final class WalletName {
    private static final int MAX_LENGTH = 100;

    private WalletName() {}

    /** {@code name}, or a {@link WalletException} that says why it is none. */
    static String checked(String what, String name) {
        if (!isName(name)) {
            throw new WalletException("a " + what + "'s name has 1 to " + MAX_LENGTH
                    + " characters, does not begin with a dot, and has no slash, backslash or control character in it");
        }
        return name;
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && name.charAt(0) != '.'
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }
}
