package io.grail.protocol.identity;

/** The account that owns a hotkey and holds its balance. */
public record Coldkey(AccountId account) implements Comparable<Coldkey> {
    @Override
    public int compareTo(Coldkey other) {
        return account.compareTo(other.account);
    }

    @Override
    public String toString() {
        return account.ss58();
    }
}
