package io.grail.learning.tokenize;

import io.grail.protocol.bytes.Hash;
import java.nio.file.Path;

/** Turns text into token ids and back; safe for use by several threads. */
public sealed interface Tokenizer extends AutoCloseable permits ByteTokenizer, HuggingFaceTokenizer {
    /** As in {@code run.toml}: {@code byte} or {@code huggingface}. */
    String kind();

    /** The ids of the text alone: nothing is added at its ends and nothing is cut off. */
    int[] encode(String text);

    /** The text of the ids, special tokens left out; bytes that are no UTF-8 appear as U+FFFD. */
    String decode(int[] tokens);

    /** All ids are in [0, vocabSize). */
    int vocabSize();

    /** The id that ends every document. */
    int eos();

    /** SHA-256 of the {@code tokenizer.json} that {@link #writeHuggingFace} writes. */
    Hash hash();

    /**
     * How many UTF-8 bytes the tokens stand for; special tokens stand for none. What turns nats per token into bits per
     * byte. Exact for {@link ByteTokenizer}; elsewhere a character cut at either end counts as the three bytes of
     * U+FFFD.
     */
    long utf8Bytes(int[] tokens);

    /**
     * Writes {@code tokenizer.json} and {@code tokenizer_config.json}, with which Hugging Face tools give the same ids.
     *
     * @throws java.io.UncheckedIOException if the folder cannot be written
     */
    void writeHuggingFace(Path folder);

    @Override
    void close();
}
