package io.grail.node.cli.wallet;

import java.util.Locale;

/** Which of a wallet's keys. */
public enum KeyKind {
    /** Owns hotkeys and holds the balance. */
    COLDKEY,
    /** Signs what a node does. */
    HOTKEY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
