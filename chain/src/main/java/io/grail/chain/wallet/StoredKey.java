package io.grail.chain.wallet;

import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Mnemonic;
import java.util.Optional;

/** What a key file holds. Printing it shows the account alone. */
public sealed interface StoredKey {
    /** Whose it is. */
    AccountId account();

    /** An account, nothing to sign with. */
    record Public(AccountId account) implements StoredKey {}

    /**
     * A key that signs.
     *
     * @param phrase what {@code pair} was made from, if it was made from words alone
     */
    record Secret(Keypair pair, Optional<Mnemonic> phrase) implements StoredKey {
        /** The key of a phrase. */
        public static Secret of(Mnemonic phrase) {
            return new Secret(phrase.keypair(), Optional.of(phrase));
        }

        /** The key of a secret URI that is no phrase alone: there are no words that lead to it. */
        public static Secret of(Keypair pair) {
            return new Secret(pair, Optional.empty());
        }

        @Override
        public AccountId account() {
            return pair.account();
        }
    }
}
