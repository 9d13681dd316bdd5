package io.grail.chain.wallet;

import java.nio.file.Path;
import java.util.List;

/**
 * The folder that btcli keeps wallets in.
 *
 * @param root usually {@code ~/.bittensor/wallets}
 */
public record WalletFolder(Path root) {
    /** btcli's own place below {@code home}. */
    public static Path below(Path home) {
        return home.resolve(".bittensor").resolve("wallets");
    }

    /**
     * The wallet of that name, which need not exist.
     *
     * @throws WalletException if {@code name} cannot be a folder's
     */
    public Wallet wallet(String name) {
        return new Wallet(root.resolve(WalletName.checked("wallet", name)));
    }

    /** All wallets, by name; none if there is no such folder. */
    public List<Wallet> wallets() {
        return Folders.folders(root).stream()
                .filter(WalletName::isName)
                .map(this::wallet)
                .toList();
    }
}
