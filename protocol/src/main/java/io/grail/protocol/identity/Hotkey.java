package io.grail.protocol.identity;

/** The account by which a miner or validator is known on the subnet; all state is keyed by it, never by UID. */
public record Hotkey(AccountId account) implements Comparable<Hotkey> {
    public static Hotkey of(byte[] publicKey) {
        return new Hotkey(AccountId.of(publicKey));
    }

    public static Hotkey fromSs58(String address) {
        return new Hotkey(AccountId.fromSs58(address));
    }

    public byte[] bytes() {
        return account.bytes();
    }

    public String ss58() {
        return account.ss58();
    }

    /** The first eight characters of the address, for people. */
    public String abbreviated() {
        return account.abbreviated();
    }

    @Override
    public int compareTo(Hotkey other) {
        return account.compareTo(other.account);
    }

    @Override
    public String toString() {
        return ss58();
    }
}
