package io.grail.chain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Mnemonic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletTest {
    private static final StoredKey.Secret ALICE = StoredKey.Secret.of(Keypair.fromUri("//Alice"));
    private static final StoredKey.Secret BOB = StoredKey.Secret.of(Keypair.fromUri("//Bob"));

    @TempDir
    Path home;

    private WalletFolder folder = new WalletFolder(Path.of(""));
    private Wallet wallet = folder.wallet("default");

    @BeforeEach
    void open() {
        folder = new WalletFolder(WalletFolder.below(home));
        wallet = folder.wallet("default");
    }

    @Test
    void filesLieWhereBtcliLooksForThem() {
        wallet.storeColdkey(ALICE, Optional.empty(), false);
        wallet.storeHotkey("miner", BOB, Optional.empty(), false);

        Path root = home.resolve(".bittensor/wallets/default");
        assertThat(root).isDirectoryContaining(path -> path.endsWith("coldkey"));
        assertThat(root.resolve("coldkeypub.txt")).isRegularFile();
        assertThat(root.resolve("hotkeys/miner")).isRegularFile();
        assertThat(root.resolve("hotkeys/minerpub.txt")).isRegularFile();
        assertThat(wallet.coldkeyAccount()).hasValue(ALICE.account());
        assertThat(wallet.hotkeyAccount("miner")).hasValue(BOB.account());
        assertThat(wallet.hotkeyNames()).containsExactly("miner");
        assertThat(folder.wallets()).extracting(Wallet::name).containsExactly("default");
    }

    @Test
    void nobodyElseMayReadThemAndNothingElseIsLeft() throws IOException {
        wallet.storeHotkey("miner", BOB, Optional.empty(), false);

        try (Stream<Path> paths = Files.walk(home.resolve(".bittensor"))) {
            for (Path path : paths.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as("%s", path)
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
        try (Stream<Path> paths = Files.list(home.resolve(".bittensor/wallets/default/hotkeys"))) {
            assertThat(paths).hasSize(2);
        }
    }

    @Test
    void nothingIsOverwrittenUnlessThatIsAskedFor() {
        wallet.storeColdkey(ALICE, Optional.empty(), false);

        assertThatThrownBy(() -> wallet.storeColdkey(BOB, Optional.empty(), false))
                .isInstanceOf(WalletException.class)
                .hasMessageContaining("coldkey is there already");
        assertThat(wallet.coldkeyAccount()).hasValue(ALICE.account());

        wallet.storeColdkey(BOB, Optional.empty(), true);
        assertThat(wallet.coldkey().read().account()).isEqualTo(BOB.account());
        assertThat(wallet.coldkeypub().read().account()).isEqualTo(BOB.account());
    }

    @Test
    void aTakenNameIsKeptEvenIfItWasTakenMeanwhile() throws IOException {
        Path file = home.resolve("key");
        PrivateFile.write(file, new byte[] {1}, false);

        assertThatThrownBy(() -> PrivateFile.write(file, new byte[] {2}, false))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        assertThat(file).hasBinaryContent(new byte[] {1});
        PrivateFile.write(file, new byte[] {2}, true);
        assertThat(file).hasBinaryContent(new byte[] {2});
    }

    @Test
    void anAccountOfSomebodyElseIsNotGivenASecretOfOurs() throws IOException {
        wallet.storeColdkey(ALICE, Optional.empty(), false);
        Files.delete(wallet.coldkey().path());

        assertThatThrownBy(() -> wallet.storeColdkey(BOB, Optional.empty(), false))
                .hasMessageContaining("coldkeypub.txt is there already");
        assertThat(wallet.coldkey().exists()).isFalse();
        wallet.storeColdkey(ALICE, Optional.empty(), false);
        assertThat(wallet.coldkey().secret(Optional.empty()).account()).isEqualTo(ALICE.account());
    }

    @Test
    void anEncryptedColdkeySaysThatItsPasswordIsNeeded() throws IOException {
        wallet.storeColdkey(StoredKey.Secret.of(Mnemonic.development()), Optional.empty(), false);
        Files.write(wallet.coldkey().path(), KeyBytesTest.resource("coldkey.vault"));

        assertThat(wallet.coldkey().encryption()).isEqualTo(Encryption.ANSIBLE_VAULT);
        assertThat(wallet.coldkeyAccount()).hasValue(wallet.coldkeypub().read().account());
        assertThatThrownBy(() -> wallet.coldkey().read()).hasMessageContaining("its password is needed");
        assertThatThrownBy(() -> wallet.coldkey().read(Password.taking("wrong".toCharArray())))
                .isInstanceOf(WrongPasswordException.class)
                .hasMessageContaining(wallet.coldkey().path().toString());
        assertThat(wallet.coldkey().secret(Optional.of(KeyBytesTest.password())).account())
                .isEqualTo(wallet.coldkeypub().read().account());
    }

    @Test
    void whatIsNoKeyFileIsNamed() throws IOException {
        Path file = wallet.hotkey("miner").path();
        assertThatThrownBy(() -> wallet.hotkey("miner").read()).hasMessage("cannot read " + file + ": no such file");
        Files.createDirectories(file);
        assertThatThrownBy(() -> wallet.hotkey("miner").read()).hasMessage("cannot read " + file + ": not a file");
        Files.delete(file);
        Files.write(file, new byte[KeyFile.MAX_BYTES + 1]);
        assertThatThrownBy(() -> wallet.hotkey("miner").read()).hasMessageContaining("longer than 65536 bytes");
        Files.writeString(file, "hello");
        assertThatThrownBy(() -> wallet.hotkey("miner").read())
                .isInstanceOf(WalletException.class)
                .hasMessageContaining(file + " is no key file");
    }

    @Test
    void anAccountAloneSignsNothing() {
        wallet.storeColdkey(ALICE, Optional.empty(), false);

        assertThatThrownBy(() -> wallet.coldkeypub().secret(Optional.empty()))
                .hasMessageContaining("holds an account and no secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "a\\b", ".hidden", "a\nb", "a\0b"})
    void aNameThatLeadsElsewhereIsRefused(String name) {
        assertThatThrownBy(() -> folder.wallet(name)).isInstanceOf(WalletException.class);
        assertThatThrownBy(() -> wallet.hotkey(name)).isInstanceOf(WalletException.class);
    }

    @Test
    void aHotkeyIsNotNamedLikeAnAccountsFile() {
        assertThatThrownBy(() -> wallet.hotkey("minerpub.txt")).hasMessageContaining("does not end in pub.txt");
    }

    @Test
    void foldersThatAreNotThereHoldNothing() {
        assertThat(folder.wallets()).isEmpty();
        assertThat(wallet.hotkeyNames()).isEmpty();
        assertThat(wallet.coldkeyAccount()).isEmpty();
    }

    @Test
    void passwordsComeFromBtclisVariable() {
        Wallet other = new WalletFolder(Path.of("/home/me/.bittensor/wallets")).wallet("mine");
        String name = other.coldkey().passwordVariable();
        assertThat(name).isEqualTo("BT_PW__HOME_ME__BITTENSOR_WALLETS_MINE_COLDKEY");

        byte[] masked = {(byte) ('a' ^ 'B'), (byte) ('b' ^ 'T'), (byte) ('c' ^ '_')};
        try (Password password = MaskedPassword.unmask(
                        name, java.util.Base64.getEncoder().encodeToString(masked));
                Password expected = Password.taking("abc".toCharArray())) {
            assertThat(password.sameAs(expected)).isTrue();
        }
        assertThatThrownBy(() -> MaskedPassword.unmask(name, "*"))
                .isInstanceOf(WalletException.class)
                .hasMessageContaining(name);
    }

    @Test
    void aPasswordIsTakenWithoutSpaceAndClearedWhenClosed() {
        char[] typed = " pass word\n".toCharArray();
        Password password = Password.taking(typed);

        assertThat(typed).containsOnly('\0');
        assertThat(password.characters()).containsExactly("pass word".toCharArray());
        assertThat(password.length()).isEqualTo(9);
        password.close();
        assertThat(password.characters()).containsOnly('\0');
    }
}
