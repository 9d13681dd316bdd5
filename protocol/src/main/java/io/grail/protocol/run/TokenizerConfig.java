package io.grail.protocol.run;

/**
 * Section {@code [tokenizer]}.
 *
 * @param kind {@code byte} (256 bytes, then EOS) or {@code huggingface} (a {@code tokenizer.json})
 * @param hash SHA-256 of the tokenizer file as 64 hexadecimal digits; empty for {@code byte}
 */
public record TokenizerConfig(String kind, String hash) {
    public TokenizerConfig {
        Range.check(
                "tokenizer.kind",
                kind.equals("byte") || kind.equals("huggingface"),
                kind,
                "\"byte\" or \"huggingface\"");
        Range.check("tokenizer.hash", hash.matches("([0-9a-f]{64})?"), hash, "64 hex digits or empty");
    }
}
