package io.grail.node.cli.wallet;

import io.grail.chain.wallet.Password;
import io.grail.chain.wallet.StoredKey;
import io.grail.chain.wallet.Wallet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a key is put into a wallet. */
final class StoreOptions {
    @Mixin
    PasswordOptions passwords = new PasswordOptions();

    @Option(
            names = "--use-password",
            negatable = true,
            description = "encrypt the file, or not (default: the coldkey yes, a hotkey no, since nodes start alone)")
    @Nullable
    Boolean usePassword;

    @Option(names = "--overwrite", description = "replace keys that are there; they are lost then")
    boolean overwrite;

    void store(WalletOptions options, KeyKind kind, StoredKey.Secret key) {
        Wallet wallet = options.wallet();
        Optional<Password> password = password(kind);
        try {
            switch (kind) {
                case COLDKEY -> wallet.storeColdkey(key, password, overwrite);
                case HOTKEY -> wallet.storeHotkey(options.hotkey, key, password, overwrite);
            }
        } finally {
            password.ifPresent(Password::close);
        }
    }

    private Optional<Password> password(KeyKind kind) {
        boolean wanted = usePassword == null ? kind == KeyKind.COLDKEY : usePassword;
        return wanted ? Optional.of(passwords.sealing(kind)) : Optional.empty();
    }
}
