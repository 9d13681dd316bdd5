package io.grail.node.home;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;

/**
 * Who a node is: its name on this machine and its key.
 *
 * @param name e.g. {@code miner-0}; names its folders
 * @param hotkey signs artifacts, commitments and weights
 */
public record Seat(String name, Keypair hotkey) {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,40}";

    public Seat {
        if (!isName(name)) {
            throw new IllegalArgumentException("a node's name has 1 to 41 of a-z, 0-9 and -, got '" + name + "'");
        }
    }

    /** Whether a node can be called so. */
    public static boolean isName(String text) {
        return text.matches(NAME);
    }

    /**
     * The seat of a development network: its key is derived from the public development phrase and the name, so that a
     * restart finds them again. Anybody can derive them; they are worth nothing outside such a network.
     */
    public static Seat development(String name) {
        return new Seat(name, Keypair.fromUri("//" + name));
    }

    /** The coldkey that pays for {@link #development} seats: as public as their hotkeys. */
    public static Keypair developmentColdkey(String name) {
        return Keypair.fromUri("//" + name + "//coldkey");
    }

    public Hotkey account() {
        return hotkey.hotkey();
    }
}
