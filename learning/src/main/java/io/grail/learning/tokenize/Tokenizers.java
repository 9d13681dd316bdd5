package io.grail.learning.tokenize;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.TokenizerConfig;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the tokeniser that a run names. */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * Opens it.
     *
     * @param file the {@code tokenizer.json}, for kind {@code huggingface}
     * @throws TokenizerException if the file is missing, unusable, or not the one whose hash the run fixes
     */
    public static Tokenizer open(TokenizerConfig config, Optional<Path> file) {
        if (config.kind().equals("byte")) {
            return new ByteTokenizer();
        }
        Path path = file.orElseThrow(
                () -> new TokenizerException("the run's tokeniser is a tokenizer.json; say where the file is"));
        HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(path);
        if (!config.hash().isEmpty() && !tokenizer.hash().equals(Hash.fromHex(config.hash()))) {
            tokenizer.close();
            throw new TokenizerException(path + " is not the run's tokeniser: its SHA-256 is " + tokenizer.hash()
                    + ", the run names " + config.hash());
        }
        return tokenizer;
    }
}
