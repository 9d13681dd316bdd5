package io.grail.chain.wallet;

import io.grail.protocol.identity.AccountId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A wallet: {@code coldkey} and {@code coldkeypub.txt}, {@code hotkeys/NAME} and {@code hotkeys/NAMEpub.txt}, each of
 * which may be absent.
 */
public final class Wallet {
    private static final String PUBLIC_SUFFIX = "pub.txt";

    private final Path folder;

    Wallet(Path folder) {
        this.folder = folder;
    }

    /** What it is called, which is its folder's name. */
    public String name() {
        return String.valueOf(folder.getFileName());
    }

    /** The secret that owns hotkeys and holds their balance; usually encrypted. */
    public KeyFile coldkey() {
        return new KeyFile(folder.resolve("coldkey"));
    }

    /** The coldkey's account. */
    public KeyFile coldkeypub() {
        return new KeyFile(folder.resolve("coldkey" + PUBLIC_SUFFIX));
    }

    /**
     * The secret that a node signs with; usually not encrypted.
     *
     * @throws WalletException if {@code name} cannot be a file's
     */
    public KeyFile hotkey(String name) {
        return new KeyFile(hotkeys().resolve(checked(name)));
    }

    /** The hotkey's account. */
    public KeyFile hotkeypub(String name) {
        return new KeyFile(hotkeys().resolve(checked(name) + PUBLIC_SUFFIX));
    }

    private static String checked(String hotkey) {
        if (hotkey.endsWith(PUBLIC_SUFFIX)) {
            throw new WalletException("a hotkey's name does not end in " + PUBLIC_SUFFIX + ": btcli's own files do");
        }
        return WalletName.checked("hotkey", hotkey);
    }

    /** Names of hotkeys whose secret or whose account is here, in order. */
    public List<String> hotkeyNames() {
        return Folders.files(hotkeys()).stream()
                .map(name ->
                        name.endsWith(PUBLIC_SUFFIX) ? name.substring(0, name.length() - PUBLIC_SUFFIX.length()) : name)
                .filter(WalletName::isName)
                .distinct()
                .sorted()
                .toList();
    }

    private Path hotkeys() {
        return folder.resolve("hotkeys");
    }

    /** Whose coldkey it is, as far as can be seen without a password. */
    public Optional<AccountId> coldkeyAccount() {
        return account(coldkey(), coldkeypub());
    }

    /** Whose hotkey it is, as far as can be seen without a password. */
    public Optional<AccountId> hotkeyAccount(String name) {
        return account(hotkey(name), hotkeypub(name));
    }

    private static Optional<AccountId> account(KeyFile secret, KeyFile open) {
        boolean readable = secret.exists() && secret.encryption() == Encryption.NONE;
        return Optional.of(readable ? secret : open)
                .filter(KeyFile::exists)
                .map(file -> file.read().account());
    }

    /**
     * Stores the coldkey and its account.
     *
     * @param password encrypts the secret; without one everybody who reads the file has the key
     * @param overwrite whether files that are there may be replaced
     * @throws WalletException if one is there and may not; nothing is changed then
     */
    public void storeColdkey(StoredKey.Secret key, Optional<Password> password, boolean overwrite) {
        store(coldkey(), coldkeypub(), key, password, overwrite);
    }

    /** Stores a hotkey and its account; otherwise as {@link #storeColdkey}. */
    public void storeHotkey(String name, StoredKey.Secret key, Optional<Password> password, boolean overwrite) {
        store(hotkey(name), hotkeypub(name), key, password, overwrite);
    }

    private static void store(
            KeyFile secret, KeyFile open, StoredKey.Secret key, Optional<Password> password, boolean overwrite) {
        if (!overwrite && secret.exists()) {
            throw secret.taken();
        }
        if (!overwrite && open.exists() && !open.read().account().equals(key.account())) {
            throw open.taken();
        }
        secret.write(key, password, overwrite);
        if (overwrite || !open.exists()) {
            open.write(new StoredKey.Public(key.account()), Optional.empty(), overwrite);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
