package io.grail.node.home;

import io.grail.learning.tokenize.Tokenizer;
import io.grail.learning.tokenize.Tokenizers;
import io.grail.protocol.run.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The tokeniser that a run names; one that is a file lies beside run.toml as {@code tokenizer.json}. */
public final class RunTokenizer {
    private RunTokenizer() {}

    public static Tokenizer open(RunConfig run, RunFolder folder) {
        Path file = folder.root().resolve("tokenizer.json");
        return Tokenizers.open(run.tokenizer(), Files.isRegularFile(file) ? Optional.of(file) : Optional.empty());
    }
}
