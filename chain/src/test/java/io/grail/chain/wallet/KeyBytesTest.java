package io.grail.chain.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Mnemonic;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files in the resources hold the development phrase's key and were not made by Grail: the NaCl one by libsodium
 * (0.8 of its WebAssembly build), the vault by the npm package ansible-vault 1.3, the token by Python's cryptography 48.
 */
class KeyBytesTest {
    /** Keys of the same shape for a thousandth of the time. */
    static final Stretching CHEAP = new Stretching(3, 8, 1, 1);

    private static final KeyBytes FORMAT = new KeyBytes(CHEAP);
    private static final KeyBytes BTWALLET = new KeyBytes(Stretching.BTWALLET);
    private static final StoredKey.Secret DEVELOPMENT = StoredKey.Secret.of(Mnemonic.development());

    @ParameterizedTest
    @ValueSource(strings = {"coldkey.json", "coldkey.nacl", "coldkey.vault", "coldkey.fernet"})
    void filesOfOtherProgramsAreRead(String name) throws IOException {
        StoredKey key = BTWALLET.read(resource(name), password()).orElseThrow();

        assertThat(key.account()).isEqualTo(DEVELOPMENT.account());
        assertThat(key)
                .isInstanceOfSatisfying(
                        StoredKey.Secret.class,
                        secret -> assertThat(secret.phrase())
                                .hasValueSatisfying(phrase -> assertThat(phrase.phrase())
                                        .isEqualTo(Mnemonic.development().phrase())));
    }

    /** Computed by libsodium; a key at btcli's own costs opens coldkey.nacl. */
    @Test
    void stretchingIsLibsodiums() {
        assertThat(HexFormat.of().formatHex(CHEAP.argon2i(password())))
                .isEqualTo("9322e56749781abb5ce214198485f7cebbdeafa79d5e0bf14750fc0b3f4bcceb");
    }

    @Test
    void whatIsWrittenIsWhatBtwalletWrites() throws IOException {
        var json = new JsonMapper();

        assertThat(json.readTree(KeyJson.write(DEVELOPMENT))).isEqualTo(json.readTree(resource("coldkey.json")));
        assertThat(json.readTree(KeyJson.write(new StoredKey.Public(DEVELOPMENT.account())))
                        .propertyNames())
                .containsExactlyInAnyOrder("accountId", "publicKey", "ss58Address");
    }

    @Test
    void encryptedKeysComeBackAndTwoFilesOfOneKeyDiffer() {
        byte[] file = FORMAT.write(DEVELOPMENT, Optional.of(password()));

        assertThat(FORMAT.read(file, password()))
                .hasValueSatisfying(key -> assertThat(key.account()).isEqualTo(DEVELOPMENT.account()));
        assertThat(FORMAT.write(DEVELOPMENT, Optional.of(password()))).isNotEqualTo(file);
        assertThat(Encryption.of(file)).isEqualTo(Encryption.NACL);
    }

    @Test
    void aWrongPasswordOpensNothing() {
        byte[] file = FORMAT.write(DEVELOPMENT, Optional.of(password()));

        assertThat(FORMAT.read(file, Password.taking("correct horse".toCharArray())))
                .isEmpty();
        assertThat(FORMAT.read(file, Password.taking(new char[0]))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"coldkey.vault", "coldkey.fernet"})
    void aWrongPasswordOpensNoOlderFileEither(String name) throws IOException {
        assertThat(FORMAT.read(resource(name), password())).isEmpty();
        assertThat(FORMAT.read(resource(name), Password.taking(new char[0]))).isEmpty();
    }

    @Test
    void oneFlippedBitAnywhereInTheBoxIsSeen() {
        byte[] file = FORMAT.write(DEVELOPMENT, Optional.of(password()));
        for (int i = Encryption.NACL.prefix().length; i < file.length; i++) {
            byte[] tampered = file.clone();
            tampered[i] ^= (byte) (1 << i % 8);
            assertThat(FORMAT.read(tampered, password())).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void everyKindOfSecretComesBack() {
        for (Keypair pair : List.of(Keypair.fromUri("//Alice"), Keypair.fromUri("//Alice/soft"))) {
            byte[] file = FORMAT.write(StoredKey.Secret.of(pair), Optional.empty());
            StoredKey.Secret read =
                    (StoredKey.Secret) FORMAT.read(file, password()).orElseThrow();

            assertThat(read.pair().sign(file)).isEqualTo(pair.sign(file));
            assertThat(read.phrase()).isEmpty();
        }
    }

    @Test
    void nullFieldsCountAsAbsent() {
        byte[] json = ("{\"secretPhrase\":null,\"secretSeed\":null,\"privateKey\":null,\"ss58Address\":\""
                        + DEVELOPMENT.account().ss58() + "\"}")
                .getBytes(UTF_8);

        assertThat(FORMAT.read(json, password())).hasValue(new StoredKey.Public(DEVELOPMENT.account()));
    }

    @Test
    void aSecretOfAnotherAccountThanTheFileSaysIsRefused() throws IOException {
        String json = new String(resource("coldkey.json"), UTF_8);
        String alice = Keypair.fromUri("//Alice").account().ss58();

        assertMalformed(json.replace(DEVELOPMENT.account().ss58(), alice), alice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"secretSeed\":5}",
                "{\"secretSeed\":\"0x12secret\"}",
                "{\"secretPhrase\":\"my secret words\"}",
                "{\"privateKey\":{\"a\":\"secret\"}}",
                "{\"ss58Address\":\"secret\"}",
                "{\"secretPhrase\":\"secret",
                "$NACLsecret",
                "$ANSIBLE_VAULT",
                "$ANSIBLE_VAULT;1.1;AES256\nsecret",
                "$ANSIBLE_VAULT;9.9;ROT13\n00",
                "gAAAAAsecret",
                "gAAAAA*secret"
            })
    void whatIsNoKeyIsRefusedWithoutRepeatingIt(String file) {
        assertMalformed(file, "found");
    }

    private static void assertMalformed(String file, String text) {
        assertThatThrownBy(() -> FORMAT.read(file.getBytes(UTF_8), password()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(text)
                .hasMessageNotContaining("my secret")
                .hasMessageNotContaining("0x12")
                .hasNoCause();
    }

    @Test
    void nothingSecretIsPrinted() {
        assertThat(DEVELOPMENT.toString()).doesNotContain("bottom", "fac7959d").contains("5DfhGyQdF");
        assertThat(password()).hasToString("Password[not shown]");
    }

    static Password password() {
        return Password.taking("correct horse ünïcode".toCharArray());
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(KeyBytesTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
