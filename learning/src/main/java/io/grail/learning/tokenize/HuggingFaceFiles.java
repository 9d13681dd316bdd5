package io.grail.learning.tokenize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The two files that Hugging Face tools look for beside a model. */
final class HuggingFaceFiles {
    static final String TOKENIZER = "tokenizer.json";
    static final String CONFIG = "tokenizer_config.json";

    private HuggingFaceFiles() {}

    static void write(Path folder, byte[] tokenizer, byte[] config) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(TOKENIZER), tokenizer);
            Files.write(folder.resolve(CONFIG), config);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the tokeniser to " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * The smallest {@code tokenizer_config.json} that loads.
     *
     * @param splitSpecial whether a special token's name within text is read as text
     */
    static byte[] config(String eosToken, boolean splitSpecial) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("tokenizer_class", "PreTrainedTokenizerFast");
        config.put("eos_token", eosToken);
        config.put("split_special_tokens", splitSpecial);
        config.put("clean_up_tokenization_spaces", false);
        return new JsonMapper().writeValueAsBytes(config);
    }
}
