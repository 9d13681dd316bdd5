package io.grail.learning.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteTokenizerTest {
    private final ByteTokenizer tokenizer = new ByteTokenizer();

    @Test
    void aTokenIsAByteOfUtf8() {
        assertThat(tokenizer.encode("aä\n\0€")).containsExactly('a', 0xc3, 0xa4, '\n', 0, 0xe2, 0x82, 0xac);
        assertThat(tokenizer.encodeToShortBytes("ä".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(0xc3, 0, 0xa4, 0);
        assertThat(tokenizer.vocabSize()).isEqualTo(257);
        assertThat(tokenizer.eos()).isEqualTo(256);
    }

    @Test
    void theEndTokenHasNoTextAndTextCannotNameIt() {
        assertThat(tokenizer.decode(new int[] {'a', 256, 'b'})).isEqualTo("ab");
        assertThat(tokenizer.encode("<|endoftext|>")).hasSize(13).doesNotContain(256);
        assertThat(tokenizer.utf8Bytes(new int[] {'a', 256, 0xff})).isEqualTo(2);
    }

    @Test
    void anyTextComesBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String text = randomText(random);
            assertThat(tokenizer.decode(tokenizer.encode(text)))
                    .as("seed %d", seed)
                    .isEqualTo(text);
        }
    }

    @Test
    void bytesThatAreNoTextShowAsReplacementAndForeignIdsAreRefused() {
        assertThat(tokenizer.decode(new int[] {'a', 0xff, 'b'})).isEqualTo("a\ufffdb");
        assertThatThrownBy(() -> tokenizer.decode(new int[] {257})).hasMessageContaining("257");
        assertThatThrownBy(() -> tokenizer.decode(new int[] {-1})).hasMessageContaining("-1");
    }

    @Test
    void huggingFacesOwnLibraryGivesTheSameIdsFromTheWrittenFiles(@TempDir Path folder) {
        tokenizer.writeHuggingFace(folder);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (HuggingFaceTokenizer other = HuggingFaceTokenizer.open(folder.resolve("tokenizer.json"))) {
            assertThat(other.vocabSize()).isEqualTo(257);
            assertThat(other.eos()).isEqualTo(256);
            assertThat(other.hash()).isEqualTo(tokenizer.hash());
            for (int i = 0; i < 100; i++) {
                String text = randomText(random);
                int[] tokens = tokenizer.encode(text);
                assertThat(other.encode(text)).as("seed %d", seed).isEqualTo(tokens);
                assertThat(other.decode(tokens)).as("seed %d", seed).isEqualTo(text);
            }
            int[] broken = random.ints(64, 0, 257).toArray();
            assertThat(collapsed(other.decode(broken)))
                    .as("seed %d", seed)
                    .isEqualTo(collapsed(tokenizer.decode(broken)));
        }
    }

    /** How many replacements stand for some broken bytes is each library's own choice. */
    private static String collapsed(String text) {
        return text.replaceAll("\ufffd+", "\ufffd");
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int[] limits = {0x20, 0x80, 0x800, 0x10000, 0x110000};
        for (int i = random.nextInt(60); i > 0; i--) {
            int character = random.nextInt(limits[random.nextInt(limits.length)]);
            if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
                text.appendCodePoint(character);
            }
        }
        return text.toString();
    }
}
