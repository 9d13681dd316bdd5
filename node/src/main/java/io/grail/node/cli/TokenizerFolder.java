package io.grail.node.cli;

import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.learning.tokenize.HuggingFaceTokenizer;
import io.grail.learning.tokenize.Tokenizer;
import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tokeniser that lies beside a model. */
final class TokenizerFolder {
    private static final String FILE = "tokenizer.json";

    private TokenizerFolder() {}

    static Tokenizer open(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new UsageException(folder + " has no " + FILE + ", so its model cannot read or write text");
        }
        try {
            Tokenizer bytes = new ByteTokenizer();
            return Hash.sha256(Files.readAllBytes(file)).equals(bytes.hash()) ? bytes : HuggingFaceTokenizer.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
