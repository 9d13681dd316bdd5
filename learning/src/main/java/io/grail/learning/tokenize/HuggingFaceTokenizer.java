package io.grail.learning.tokenize;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Any {@code tokenizer.json}, by Hugging Face's own library.
 *
 * <p>Truncation and padding that the file asks for are switched off and no special tokens are added. A special token's
 * name within a text becomes that token, as Hugging Face tools do it. Calls the library directly: DJL's wrapper around
 * it looks for a cloud provider's metadata service, and this module opens no socket.
 */
public final class HuggingFaceTokenizer implements Tokenizer {
    private static final long MAX_FILE_BYTES = 256L << 20;

    private final byte[] tokenizerJson;
    private final byte[] configJson;
    private final Vocabulary vocabulary;
    private final Handle handle;

    private HuggingFaceTokenizer(byte[] tokenizerJson, byte[] configJson, Vocabulary vocabulary, Handle handle) {
        this.tokenizerJson = tokenizerJson;
        this.configJson = configJson;
        this.vocabulary = vocabulary;
        this.handle = handle;
    }

    /**
     * Opens {@code tokenizer.json}; a {@code tokenizer_config.json} beside it names the end token, else it is looked
     * for under its usual names.
     *
     * @throws TokenizerException naming the file and what is wrong with it
     */
    public static HuggingFaceTokenizer open(Path file) {
        Path configFile = file.resolveSibling(HuggingFaceFiles.CONFIG);
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new TokenizerException(
                        file + " has " + Files.size(file) + " bytes, allowed are " + MAX_FILE_BYTES);
            }
            byte[] json = Files.readAllBytes(file);
            byte[] config = Files.isRegularFile(configFile) ? Files.readAllBytes(configFile) : new byte[0];
            Vocabulary vocabulary = Vocabulary.of(file, json, config);
            byte[] effective = config.length > 0 ? config : HuggingFaceFiles.config(vocabulary.eosToken(), false);
            return new HuggingFaceTokenizer(json, effective, vocabulary, Handle.open(file, json));
        } catch (IOException e) {
            throw new TokenizerException("cannot read the tokeniser " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String kind() {
        return "huggingface";
    }

    @Override
    public int[] encode(String text) {
        return handle.encode(text);
    }

    @Override
    public String decode(int[] tokens) {
        for (int token : tokens) {
            if (token < 0 || token >= vocabSize()) {
                throw new IllegalArgumentException("a token is in [0, " + vocabSize() + "), got " + token);
            }
        }
        return handle.decode(tokens);
    }

    @Override
    public int vocabSize() {
        return vocabulary.size();
    }

    @Override
    public int eos() {
        return vocabulary.eos();
    }

    @Override
    public Hash hash() {
        return Hash.sha256(tokenizerJson);
    }

    @Override
    public long utf8Bytes(int[] tokens) {
        return decode(tokens).getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void writeHuggingFace(Path folder) {
        HuggingFaceFiles.write(folder, tokenizerJson, configJson);
    }

    @Override
    public void close() {
        handle.free();
    }

    /** The native tokeniser: whoever opened the tokenizer closes it, after the last call. */
    private static final class Handle {
        private final AtomicLong address;

        private Handle(long address) {
            this.address = new AtomicLong(address);
        }

        static Handle open(Path file, byte[] json) {
            System.setProperty("ai.djl.offline", "true"); // the library must come from the jar
            System.setProperty("RUST_FLAVOR", "cpu"); // else a GPU's presence asks for another one
            try {
                LibUtils.checkStatus();
                long address =
                        TokenizersLibrary.LIB.createTokenizerFromString(new String(json, StandardCharsets.UTF_8));
                TokenizersLibrary.LIB.disableTruncation(address);
                TokenizersLibrary.LIB.disablePadding(address);
                return new Handle(address);
            } catch (RuntimeException | UnsatisfiedLinkError e) {
                throw new TokenizerException("cannot use the tokeniser " + file + ": " + e.getMessage(), e);
            }
        }

        int[] encode(String text) {
            long encoding = TokenizersLibrary.LIB.encode(live(), text, false);
            try {
                return Arrays.stream(TokenizersLibrary.LIB.getTokenIds(encoding))
                        .mapToInt(Math::toIntExact)
                        .toArray();
            } finally {
                TokenizersLibrary.LIB.deleteEncoding(encoding);
            }
        }

        String decode(int[] tokens) {
            long[] wide = Arrays.stream(tokens).asLongStream().toArray();
            return TokenizersLibrary.LIB.decode(live(), wide, true);
        }

        void free() {
            long freed = address.getAndSet(0);
            if (freed != 0) {
                TokenizersLibrary.LIB.deleteTokenizer(freed);
            }
        }

        private long live() {
            long live = address.get();
            if (live == 0) {
                throw new IllegalStateException("this tokeniser is closed");
            }
            return live;
        }
    }
}
