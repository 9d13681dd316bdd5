package io.grail.protocol.identity;

import java.util.Arrays;

/** An sr25519 public key, which is an account on the chain. Ordered by its bytes, printed as SS58 address. */
public final class AccountId implements Comparable<AccountId> {
    public static final int LENGTH = 32;

    private final byte[] publicKey;

    private AccountId(byte[] publicKey) {
        this.publicKey = publicKey;
    }

    /**
     * The account with this public key.
     *
     * @throws IllegalArgumentException if {@code publicKey} is not 32 bytes long
     */
    public static AccountId of(byte[] publicKey) {
        if (publicKey.length != LENGTH) {
            throw new IllegalArgumentException("an account has 32 bytes, got " + publicKey.length);
        }
        return new AccountId(publicKey.clone());
    }

    /**
     * The account with this address.
     *
     * @throws IllegalArgumentException naming what is wrong with the address
     */
    public static AccountId fromSs58(String address) {
        return of(Ss58.decode(address));
    }

    public byte[] bytes() {
        return publicKey.clone();
    }

    public String ss58() {
        return Ss58.encode(publicKey);
    }

    /** The first eight characters of the address, for people. */
    public String abbreviated() {
        return ss58().substring(0, 8);
    }

    @Override
    public int compareTo(AccountId other) {
        return Arrays.compareUnsigned(publicKey, other.publicKey);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountId account && Arrays.equals(publicKey, account.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return ss58();
    }
}
