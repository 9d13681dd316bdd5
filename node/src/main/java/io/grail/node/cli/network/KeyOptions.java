package io.grail.node.cli.network;

import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.node.cli.wallet.PasswordOptions;
import io.grail.node.cli.wallet.WalletOptions;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import picocli.CommandLine.Mixin;

/** The wallet whose keys a command uses. */
final class KeyOptions {
    @Mixin
    WalletOptions wallet = new WalletOptions();

    @Mixin
    PasswordOptions passwords = new PasswordOptions();

    /** The key, with which calls are signed. */
    Keypair pair(KeyKind kind) {
        return passwords.open(wallet.file(kind));
    }

    /** Whose key it is; needs no password. */
    AccountId account(KeyKind kind) {
        return wallet.account(kind)
                .orElseThrow(() -> new UsageException("wallet " + wallet.wallet() + " does not tell its " + kind
                        + "'s account: make it with grail wallet create, or name another wallet"));
    }

    Hotkey hotkey() {
        return new Hotkey(account(KeyKind.HOTKEY));
    }
}
