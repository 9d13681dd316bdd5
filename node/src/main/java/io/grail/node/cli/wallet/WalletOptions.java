package io.grail.node.cli.wallet;

import io.grail.chain.wallet.KeyFile;
import io.grail.chain.wallet.Wallet;
import io.grail.chain.wallet.WalletFolder;
import io.grail.protocol.identity.AccountId;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which wallet, and which of its hotkeys; names and defaults are btcli's. */
public final class WalletOptions {
    @Option(
            names = {"--wallet-dir", "--wallet-path", "--wallet.path"},
            paramLabel = "DIR",
            defaultValue = "${env:BT_WALLET_PATH}",
            description = "the folder of all wallets (default: $BT_WALLET_PATH, else ~/.bittensor/wallets)")
    @Nullable
    Path dir;

    @Option(
            names = {"--wallet-name", "--wallet.name", "--name"},
            paramLabel = "NAME",
            defaultValue = "${env:BT_WALLET_NAME:-default}",
            description = "the wallet (default: $BT_WALLET_NAME, else default)")
    String name = "default";

    @Option(
            names = {"--wallet-hotkey", "--wallet.hotkey", "--hotkey"},
            paramLabel = "NAME",
            defaultValue = "${env:BT_WALLET_HOTKEY:-default}",
            description = "the wallet's hotkey (default: $BT_WALLET_HOTKEY, else default)")
    String hotkey = "default";

    /** As if these had been given; an empty {@code dir} is btcli's own. */
    public static WalletOptions of(Path dir, String name, String hotkey) {
        WalletOptions options = new WalletOptions();
        options.dir = dir;
        options.name = name;
        options.hotkey = hotkey;
        return options;
    }

    WalletFolder folder() {
        Path home = Path.of(System.getProperty("user.home"));
        if (dir == null || dir.toString().isEmpty()) {
            return new WalletFolder(WalletFolder.below(home));
        }
        boolean tilde = dir.startsWith("~"); // from the variable, where no shell replaced it
        return new WalletFolder(tilde ? home.resolve(Path.of("~").relativize(dir)) : dir);
    }

    /** The wallet, which need not exist. */
    public Wallet wallet() {
        return folder().wallet(name);
    }

    /** Where that key is kept. */
    public KeyFile file(KeyKind key) {
        return switch (key) {
            case COLDKEY -> wallet().coldkey();
            case HOTKEY -> wallet().hotkey(hotkey);
        };
    }

    /** Whose key it is, as far as can be seen without a password. */
    public Optional<AccountId> account(KeyKind key) {
        return switch (key) {
            case COLDKEY -> wallet().coldkeyAccount();
            case HOTKEY -> wallet().hotkeyAccount(hotkey);
        };
    }
}
