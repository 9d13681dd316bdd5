package io.grail.node.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.identity.Keypair;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WalletCommandTest {
    private static final String PHRASE = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
    private static final String ADDRESS = "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV";
    private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    /** Signed by schnorrkel itself, with a random nonce. */
    private static final String ALICES = "8e0bdf19337699168b171ee8ef06a9028f471c7a196b5b1e5370fcec32e66b22"
            + "f7a316c51e81adaa735b7b15254ffd927d42b5b57063d1e8cecae80ba28dad86";

    private static final String MESSAGE = "grail: a message that another implementation signed";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void createShowsTheWordsOnceAndTheyLeadToTheKey() throws IOException {
        assertThat(wallet("create", "--no-use-password", "--key", "hotkey", "--hotkey", "miner", "--json"))
                .isEqualTo(ExitCode.OK);
        JsonNode made = json();
        String phrase = made.get("phrase").asString();
        assertThat(phrase.split(" ")).hasSize(12);
        assertThat(Keypair.fromUri(phrase).account().ss58())
                .isEqualTo(made.get("address").asString());

        assertThat(wallet("show")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("miner", made.get("address").asString(), "not encrypted")
                .doesNotContain(phrase);
    }

    @Test
    void createMakesBothKeysAndWarnsThatTheWordsAreAllThereIs() {
        assertThat(wallet("create", "--no-use-password", "--words", "24")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("coldkey 5", "hotkey 5");
        assertThat(err.toString()).contains("write these words down");
        assertThat(wallet("list", "--json")).isEqualTo(ExitCode.OK);
        assertThat(json().at("/coldkey/state").asString()).isEqualTo("not encrypted");
        assertThat(json().at("/hotkeys/0/name").asString()).isEqualTo("default");
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        wallet("create", "--no-use-password");
        byte[] before = Files.readAllBytes(folder.resolve("default/coldkey"));

        assertThat(wallet("create", "--no-use-password")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("coldkey is there already");
        assertThat(importing(PHRASE, "--no-use-password")).isEqualTo(ExitCode.STORAGE);
        assertThat(folder.resolve("default/coldkey")).hasBinaryContent(before);
        assertThat(importing(PHRASE, "--no-use-password", "--overwrite")).isEqualTo(ExitCode.OK);
        assertThat(wallet("show")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(ADDRESS);
    }

    /** One only: it takes the seconds that btcli's encryption is meant to take. */
    @Test
    void anImportedColdkeyIsEncrypted() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "correct horse\n");

        assertThat(importing(PHRASE, "--password-file", password.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(ADDRESS).doesNotContain("bottom");
        byte[] file = Files.readAllBytes(folder.resolve("default/coldkey"));
        assertThat(new String(file, ISO_8859_1)).startsWith("$NACL").doesNotContain("bottom");
        assertThat(wallet("show")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(ADDRESS + "  (encrypted)");
    }

    @Test
    void anEncryptedColdkeySignsWithItsPassword() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "correct horse \u00fcn\u00efcode\n");
        Files.createDirectories(folder.resolve("default"));
        Files.write(folder.resolve("default/coldkey"), resource("coldkey.vault"));

        assertThat(wallet("sign", MESSAGE, "--key", "coldkey", "--password-file", password.toString(), "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(json().get("address").asString()).isEqualTo(ADDRESS);
        String signature = json().get("signature").asString();
        assertThat(wallet("verify", MESSAGE, "--address", ADDRESS, "--signature", signature))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void aWrongPasswordIsOneSentenceAndSoIsNone() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "wrong horse\n");
        Path coldkey = folder.resolve("default/coldkey");
        Files.createDirectories(folder.resolve("default"));
        Files.write(coldkey, resource("coldkey.vault"));

        assertThat(wallet("sign", MESSAGE, "--key", "coldkey", "--password-file", password.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().strip())
                .isEqualTo("grail: wrong password for " + coldkey + " (or the file is damaged): try again");
        assertThat(wallet("sign", MESSAGE, "--key", "coldkey")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--password-file");
        assertThat(wallet("show")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("unknown", "Ansible vault");
    }

    @Test
    void aShortPasswordIsRefusedAndNothingWritten() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "short");

        assertThat(importing(PHRASE, "--password-file", password.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("at least 8 characters");
        assertThat(folder.resolve("default")).doesNotExist();
    }

    @Test
    void seedsAndSecretUrisAreImportedToo() throws IOException {
        assertThat(importing("//Alice", "--key", "hotkey")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(ALICE);
        String seed = "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";
        assertThat(importing(seed, "--key", "hotkey", "--hotkey", "second", "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(json().get("address").asString()).isEqualTo(ADDRESS);
    }

    @Test
    void aMistypedWordIsNamedWithItsPosition() throws IOException {
        assertThat(importing(PHRASE.replace("race", "rase"), "--key", "hotkey")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("word 9, 'rase', is not in the English list");
    }

    @Test
    void aSecretOnTheCommandLineIsTakenWithAWarning() {
        assertThat(wallet("import", "--key", "hotkey", "--mnemonic", PHRASE)).isEqualTo(ExitCode.OK);
        assertThat(err.toString()).contains("stays in the shell's history");
        assertThat(out.toString()).contains(ADDRESS).doesNotContain("bottom");
    }

    @Test
    void signaturesAreAnotherImplementationsAndAnyFormOfTheMessageWillDo() throws IOException {
        importing("//Alice", "--key", "hotkey");
        Path file = Files.writeString(folder.resolve("message"), MESSAGE);
        String hex = HexFormat.of().formatHex(Files.readAllBytes(file));
        String expected =
                "0x" + HexFormat.of().formatHex(Keypair.fromUri("//Alice").sign(Files.readAllBytes(file)));

        for (String[] message : new String[][] {{MESSAGE}, {"--file", file.toString()}, {"--hex", "0x" + hex}}) {
            assertThat(wallet(join("sign", message))).isEqualTo(ExitCode.OK);
            assertThat(out.toString().strip()).isEqualTo(expected);
        }
        assertThat(wallet("verify", MESSAGE, "--signature", ALICES)).isEqualTo(ExitCode.OK);
        assertThat(wallet("verify", MESSAGE, "--signature", ALICES, "--address", ADDRESS, "--json"))
                .isEqualTo(ExitCode.DIFFERS);
        assertThat(json().get("valid").asBoolean()).isFalse();
        assertThat(wallet("verify", MESSAGE + "!", "--signature", ALICES)).isEqualTo(ExitCode.DIFFERS);
        assertThat(out.toString()).contains("not valid");
    }

    @Test
    void aSignatureOfABrowserWalletCounts() throws IOException {
        importing("//Alice", "--key", "hotkey");
        wallet("sign", "<Bytes>hello</Bytes>");
        String signature = out.toString().strip();

        assertThat(wallet("verify", "hello", "--signature", signature)).isEqualTo(ExitCode.OK);
    }

    @Test
    void oneMessageMustBeGiven() throws IOException {
        importing("//Alice", "--key", "hotkey");

        assertThat(wallet("sign")).isEqualTo(ExitCode.USAGE);
        assertThat(wallet("sign", "text", "--hex", "00")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("give one message");
        assertThat(wallet("sign", "--hex", "0x0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--hex takes pairs");
    }

    @Test
    void aWalletThatIsNotThereIsNamed() {
        assertThat(wallet("show")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("there is no wallet " + folder.resolve("default"));
        assertThat(wallet("list")).isEqualTo(ExitCode.OK);
        assertThat(err.toString()).contains("no wallets in " + folder);
        assertThat(wallet("sign", MESSAGE)).isEqualTo(ExitCode.STORAGE);
    }

    @Test
    void aDamagedFileDoesNotHideTheOtherWallets() throws IOException {
        wallet("create", "--no-use-password");
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("other/coldkey"), "{\"secretSeed\": \"0x");

        assertThat(wallet("list")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("default", "other", "is no key file");
    }

    private int importing(String secret, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), secret + "\n");
        return wallet(join("import", join("--secret-file", join(file.toString(), more))));
    }

    private static String[] join(String first, String... rest) {
        return Stream.concat(Stream.of(first), Arrays.stream(rest)).toArray(String[]::new);
    }

    private int wallet(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = join("wallet", arguments);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Arrays.stream(all), Stream.of("--wallet-dir", folder.toString()))
                        .toArray(String[]::new));
    }

    private JsonNode json() {
        return new JsonMapper().readTree(out.toString());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(WalletCommandTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
