package io.grail.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnemonicTest {
    private static final String ZEROS = "abandon ".repeat(11) + "about";

    /** SHA-256 of the standard's file english.txt. */
    @Test
    void theWordsAreTheStandards() {
        String file = String.join("\n", EnglishWords.all()) + "\n";

        assertThat(Hash.sha256(file.getBytes(StandardCharsets.UTF_8)))
                .hasToString("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
    }

    /** Phrases of the standard's own vectors; seeds computed with @polkadot/util-crypto 14, password TREZOR and none. */
    @ParameterizedTest
    @CsvSource({
        "16, 00, abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about,"
                + " b43c67f1b354a8c17e73d8b483f349f3a3549a4ee730ef08fbbd577d4decf064,"
                + " 4ed8d4b17698ddeaa1f1559f152f87b5d472f725ca86d341bd0276f1b61197e2",
        "16, ff, zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong,"
                + " 3ce5205b7fef0489049e2da6c6f337c4f666fa74d8f5a407ce636e2b6fc12a42,"
                + " ad9782e12472724c2108c22e7fe606a62571e697e50416202a35c4c259961ea8",
        "20, 7f, legal winner thank year wave sausage worth useful legal winner thank year wave sausage wise,"
                + " b43f6eace8c66bfbadc10e26856934007510aa3264b0e2c7f54d90c9f17db8c0,"
                + " 84c186e680c5436689cda6aaa532be9b6d315cad2f8e02445a6e3350506ca27d",
        "24, 80, letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor"
                + " acoustic avoid letter always,"
                + " d23be9db3f756e2079b4afb292702ae6d45bd7f7fc7c21cba9a62db28bccc0f2,"
                + " 6a11c238fe42c310e931645e26489b21d99de74c3f598a2e9b8afcd0f38c895b",
        "28, 7f, legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful"
                + " legal winner thank year viable,"
                + " f5655c8e2f067a19ea35042643ef6ea26b602ecdaf95d37a9f716b6ab7e47b83,"
                + " 114f4bd227622471f5cc4cecae012625f1701d2c095bcae1751223cac886608c",
        "32, 80, letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor"
                + " acoustic avoid letter advice cage absurd amount doctor acoustic bless,"
                + " 9625c3b81ab04c9072becac14bc45582c16d696bb3ae16e060f383ffcc74f6e7,"
                + " 24c7d58ad0b714ea23a06b0d9a717ed698d1bc5f1a6362278b6bb049a7bf38c5"
    })
    void phrasesAndSeedsAreSubstrates(int bytes, String filling, String phrase, String withPassword, String seed) {
        byte[] entropy = new byte[bytes];
        Arrays.fill(entropy, HexFormat.of().parseHex(filling)[0]);

        assertThat(Mnemonic.ofEntropy(entropy).phrase()).isEqualTo(phrase);
        assertThat(Mnemonic.parse(phrase).miniSecret("TREZOR"))
                .isEqualTo(HexFormat.of().parseHex(withPassword));
        assertThat(Mnemonic.parse(phrase).keypair().seed())
                .hasValueSatisfying(
                        found -> assertThat(HexFormat.of().formatHex(found)).isEqualTo(seed));
    }

    @Test
    void thePhraseOfTheDevelopmentKeysHasTheirSeed() {
        assertThat(HexFormat.of().formatHex(Mnemonic.development().miniSecret("")))
                .isEqualTo("fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e");
    }

    @Test
    void generatedPhrasesDifferAndCanBeReadAgain() {
        for (int words = 12; words <= 24; words += 3) {
            String phrase = Mnemonic.generate(words).phrase();

            assertThat(phrase.split(" ")).hasSize(words);
            assertThat(Mnemonic.parse(phrase).phrase()).isEqualTo(phrase);
            assertThat(Mnemonic.generate(words).phrase()).isNotEqualTo(phrase);
        }
    }

    @Test
    void caseAndSpaceDoNotMatter() {
        assertThat(Mnemonic.parse(
                                "  " + ZEROS.toUpperCase(java.util.Locale.ROOT).replace(" ", " \n\t") + " ")
                        .phrase())
                .isEqualTo(ZEROS);
    }

    @Test
    void anUnknownWordIsNamedWithItsPosition() {
        assertThatThrownBy(() -> Mnemonic.parse(ZEROS.replace("about", "abuot")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("word 12, 'abuot', is not in the English list of BIP-39: mistyped?");
        assertThatThrownBy(() -> Mnemonic.parse("x".repeat(10_000) + " abandon".repeat(11)))
                .hasMessage("word 1, of 10000 characters, is not in the English list of BIP-39: mistyped?");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 13, 25, 27})
    void anotherNumberOfWordsIsRefused(int words) {
        assertThatThrownBy(() -> Mnemonic.parse("abandon ".repeat(words)))
                .hasMessage("a phrase has 12, 15, 18, 21 or 24 words, got " + words);
        assertThatThrownBy(() -> Mnemonic.generate(words)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of 2048 last words of 12, one in 16 fits. */
    @Test
    void oneLastWordInSixteenFitsTheChecksum() {
        String begin = "legal winner thank year wave sausage worth useful legal winner thank ";
        long fitting = EnglishWords.all().stream()
                .filter(last -> isPhrase(begin + last))
                .count();

        assertThat(fitting).isEqualTo(2048 / 16);
    }

    @Test
    void entropyOfAnotherLengthIsRefused() {
        for (int length : new int[] {0, 12, 15, 17, 18, 33, 36}) {
            assertThatThrownBy(() -> Mnemonic.ofEntropy(new byte[length]))
                    .as("%d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anyEntropyComesBack() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] entropy = new byte[16 + 4 * (i % 5)];
            random.nextBytes(entropy);
            String phrase = Mnemonic.ofEntropy(entropy).phrase();

            assertThat(Mnemonic.parse(phrase).phrase()).as("seed %d", seed).isEqualTo(phrase);
        }
    }

    @Test
    void aPhraseDoesNotPrintItself() {
        assertThat(Mnemonic.development()).hasToString("Mnemonic[not shown]");
    }

    private static boolean isPhrase(String text) {
        try {
            Mnemonic.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
