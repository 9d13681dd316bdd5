package io.grail.node.cli;

import io.grail.node.cli.wallet.KeyKind;
import io.grail.node.cli.wallet.PasswordOptions;
import io.grail.node.cli.wallet.WalletOptions;
import io.grail.protocol.identity.Keypair;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The hotkey of a node on Bittensor; {@code --name} is the node's own there, so a wallet's has one name less. */
final class HotkeyOptions {
    @Option(
            names = {"--wallet-dir", "--wallet-path", "--wallet.path"},
            paramLabel = "DIR",
            defaultValue = "${env:BT_WALLET_PATH:-}",
            description = "the folder of all wallets (default: $BT_WALLET_PATH, else ~/.bittensor/wallets)")
    Path dir = Path.of("");

    @Option(
            names = {"--wallet-name", "--wallet.name"},
            paramLabel = "NAME",
            defaultValue = "${env:BT_WALLET_NAME:-default}",
            description = "the wallet with the node's hotkey, on Bittensor (default: $BT_WALLET_NAME, else default)")
    String wallet = "default";

    @Option(
            names = {"--wallet-hotkey", "--wallet.hotkey", "--hotkey"},
            paramLabel = "NAME",
            defaultValue = "${env:BT_WALLET_HOTKEY:-default}",
            description = "the wallet's hotkey (default: $BT_WALLET_HOTKEY, else default)")
    String hotkey = "default";

    @Mixin
    PasswordOptions passwords = new PasswordOptions();

    /** The key that the node signs with. */
    Keypair pair() {
        return passwords.open(WalletOptions.of(dir, wallet, hotkey).file(KeyKind.HOTKEY));
    }
}
