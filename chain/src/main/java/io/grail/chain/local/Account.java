package io.grail.chain.local;

/**
 * What an account holds and how often it has spoken.
 *
 * @param balance free rao
 * @param nonce number of its extrinsics in blocks so far
 */
record Account(long balance, long nonce) {
    static final Account EMPTY = new Account(0, 0);

    Account plus(long rao) {
        return new Account(Math.addExact(balance, rao), nonce);
    }

    Account spoken() {
        return new Account(balance, nonce + 1);
    }
}
