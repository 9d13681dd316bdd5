package io.grail.learning.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.run.TokenizerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuggingFaceTokenizerTest {
    /** Words by white space; the file asks for truncation to two tokens and for a start token. */
    private static final String WORDS = """
            {"version":"1.0",
             "truncation":{"direction":"Right","max_length":2,"strategy":"LongestFirst","stride":0},
             "padding":{"strategy":{"Fixed":9},"direction":"Right","pad_to_multiple_of":null,"pad_id":0,
                        "pad_type_id":0,"pad_token":"<unk>"},
             "added_tokens":[{"id":5,"content":"</s>","single_word":false,"lstrip":false,"rstrip":false,
                              "normalized":false,"special":true}],
             "pre_tokenizer":{"type":"WhitespaceSplit"},
             "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"</s>","type_id":0}},
                {"Sequence":{"id":"A","type_id":0}}],"pair":[{"Sequence":{"id":"A","type_id":0}}],
                "special_tokens":{"</s>":{"id":"</s>","ids":[5],"tokens":["</s>"]}}},
             "model":{"type":"WordLevel","vocab":{"<unk>":0,"one":1,"two":2,"three":3,"four":4},"unk_token":"<unk>"}}
            """;

    @TempDir
    Path folder;

    @Test
    void neitherTruncatesNorPadsNorAddsTokens() throws IOException {
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(write(WORDS))) {
            assertThat(tokenizer.encode("one two three  four five")).containsExactly(1, 2, 3, 4, 0);
            assertThat(tokenizer.decode(new int[] {3, 5, 1})).isEqualTo("three one");
            assertThat(tokenizer.utf8Bytes(new int[] {1, 5})).isEqualTo(3);
            assertThat(tokenizer.vocabSize()).isEqualTo(6);
            assertThat(tokenizer.eos()).isEqualTo(5);
            assertThatThrownBy(() -> tokenizer.decode(new int[] {6})).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theConfigurationBesideItNamesTheEndToken() throws IOException {
        Path file = write(WORDS);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"eos_token\":{\"content\":\"four\"}}");
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(file)) {
            assertThat(tokenizer.eos()).isEqualTo(4);
        }
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"eos_token\":\"absent\"}");
        assertThatThrownBy(() -> HuggingFaceTokenizer.open(file))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void itsFilesAreWrittenAsTheyWere() throws IOException {
        Path copy = folder.resolve("copy");
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(write(WORDS))) {
            tokenizer.writeHuggingFace(copy);
            assertThat(copy.resolve("tokenizer.json")).hasContent(WORDS);
            try (HuggingFaceTokenizer again = HuggingFaceTokenizer.open(copy.resolve("tokenizer.json"))) {
                assertThat(again.hash()).isEqualTo(tokenizer.hash());
                assertThat(again.eos()).isEqualTo(tokenizer.eos());
            }
        }
    }

    @Test
    void aFileThatIsNoTokeniserIsNamed() throws IOException {
        for (String content : new String[] {"", "{", "{}", "[]", "{\"model\":{\"vocab\":{\"</s>\":0}}}"}) {
            Path file = write(content);
            assertThatThrownBy(() -> HuggingFaceTokenizer.open(file))
                    .isInstanceOf(TokenizerException.class)
                    .hasMessageContaining(file.toString());
        }
        assertThatThrownBy(() -> HuggingFaceTokenizer.open(folder.resolve("none")))
                .isInstanceOf(TokenizerException.class);
    }

    @Test
    void aClosedTokeniserSaysSo() throws IOException {
        HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(write(WORDS));
        tokenizer.close();
        tokenizer.close();
        assertThatThrownBy(() -> tokenizer.encode("one")).hasMessageContaining("closed");
    }

    @Test
    void aRunOpensItsOwnTokeniserOnly() throws IOException {
        Path file = write(WORDS);
        try (Tokenizer tokenizer = Tokenizers.open(new TokenizerConfig("huggingface", ""), Optional.of(file))) {
            String hash = tokenizer.hash().toString();
            Tokenizers.open(new TokenizerConfig("huggingface", hash), Optional.of(file))
                    .close();
        }
        String other = "ab".repeat(32);
        assertThatThrownBy(() -> Tokenizers.open(new TokenizerConfig("huggingface", other), Optional.of(file)))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining(other);
        assertThatThrownBy(() -> Tokenizers.open(new TokenizerConfig("huggingface", ""), Optional.empty()))
                .isInstanceOf(TokenizerException.class);
        assertThat(Tokenizers.open(new TokenizerConfig("byte", ""), Optional.empty()))
                .isInstanceOf(ByteTokenizer.class);
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("tokenizer.json"), content);
    }
}
