package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a prepared dataset holds: {@code dataset.json}, whose SHA-256 is {@code data.manifest} of a run.
 *
 * <p>Canonical: members in the order of their names, no spaces, one line feed at the end; other bytes are refused.
 *
 * @param version of this format
 * @param source the corpus, for people
 * @param licence a note on its licence, for people
 * @param seed of the documents' order
 * @param textBytes UTF-8 bytes behind all tokens
 * @param sequenceLength L: a sample is L + 1 tokens
 * @param samples (tokens − 1) / L
 */
public record DatasetManifest(
        long documents,
        String licence,
        long samples,
        long seed,
        int sequenceLength,
        List<ShardEntry> shards,
        String source,
        long textBytes,
        TokenizerEntry tokenizer,
        long tokens,
        int version) {
    public static final String FILE = "dataset.json";
    private static final int VERSION = 1;
    private static final long MAX_BYTES = 64L << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The tokeniser whose ids the shards hold. */
    public record TokenizerEntry(int eos, String hash, String kind, int vocabSize) {
        public TokenizerEntry {
            require(hash.matches("[0-9a-f]{64}"), "tokenizer hash " + hash, "64 hex digits");
            require(eos >= 0 && eos < vocabSize, "eos " + eos, "an id below vocabSize " + vocabSize);
        }
    }

    public DatasetManifest {
        shards = List.copyOf(shards);
        require(version == VERSION, "version " + version, "version " + VERSION);
        require(sequenceLength >= 1, "sequenceLength " + sequenceLength, "at least 1");
        long held = shards.stream().mapToLong(ShardEntry::tokens).sum();
        require(held == tokens && tokens >= 1, tokens + " tokens", held + ", the sum of the shards");
        long cut = (tokens - 1) / sequenceLength;
        require(samples == cut, samples + " samples", cut + " of " + tokens + " tokens");
    }

    private static void require(boolean holds, String found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException("found " + found + ", allowed " + allowed);
        }
    }

    /**
     * Reads a folder's manifest.
     *
     * @throws DatasetException if there is none or it is damaged, saying what to do
     */
    public static DatasetManifest read(Path folder) {
        Path file = folder.resolve(FILE);
        byte[] bytes = readFile(file);
        try {
            DatasetManifest manifest = Optional.ofNullable(JSON.readValue(bytes, DatasetManifest.class))
                    .orElseThrow(() -> new DatasetException(file + " holds nothing; prepare the dataset again"));
            if (!Arrays.equals(bytes, manifest.canonicalBytes())) {
                throw new DatasetException(file + " was edited or damaged: its bytes are not in canonical form; restore"
                        + " it or prepare the dataset again");
            }
            return manifest;
        } catch (JacksonException e) {
            throw new DatasetException(
                    file + " is not a dataset manifest: " + e.getOriginalMessage() + "; prepare the dataset again", e);
        }
    }

    private static byte[] readFile(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new DatasetException(file + " does not exist; the folder holds no prepared dataset (a preparation"
                        + " that was cut short leaves none and continues when it is started again)");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new DatasetException(file + " has " + Files.size(file) + " bytes, allowed are " + MAX_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    byte[] canonicalBytes() {
        byte[] json = JSON.writeValueAsBytes(this);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** What {@code data.manifest} of a run names. */
    public Hash hash() {
        return Hash.sha256(canonicalBytes());
    }

    TokenWidth width() {
        return TokenWidth.of(tokenizer.vocabSize());
    }
}
