package io.grail.learning.tokenize;

import io.grail.protocol.bytes.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * One token a byte: ids 0 to 255 are the bytes of the text in UTF-8, 256 ends a document.
 *
 * <p>The name of the end token within a text is text like any other: no document can end another.
 */
public final class ByteTokenizer implements Tokenizer {
    public static final int EOS = 256;
    public static final int VOCAB_SIZE = 257;
    static final String EOS_TOKEN = "<|endoftext|>";

    private final byte[] tokenizerJson = new JsonMapper().writeValueAsBytes(huggingFaceForm());

    @Override
    public String kind() {
        return "byte";
    }

    @Override
    public int[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            tokens[i] = bytes[i] & 0xff;
        }
        return tokens;
    }

    /** The ids of UTF-8 text as unsigned 16-bit little-endian numbers, as token shards hold them; one pass, no copy. */
    public byte[] encodeToShortBytes(byte[] utf8) {
        byte[] tokens = new byte[2 * utf8.length];
        for (int i = 0; i < utf8.length; i++) {
            tokens[2 * i] = utf8[i];
        }
        return tokens;
    }

    @Override
    public String decode(int[] tokens) {
        byte[] bytes = new byte[tokens.length];
        int length = 0;
        for (int token : tokens) {
            if (token < 0 || token >= VOCAB_SIZE) {
                throw new IllegalArgumentException("a byte token is in [0, 256], got " + token);
            }
            if (token != EOS) {
                bytes[length++] = (byte) token;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public int vocabSize() {
        return VOCAB_SIZE;
    }

    @Override
    public int eos() {
        return EOS;
    }

    @Override
    public Hash hash() {
        return Hash.sha256(tokenizerJson);
    }

    @Override
    public long utf8Bytes(int[] tokens) {
        return Arrays.stream(tokens).filter(token -> token != EOS).count();
    }

    @Override
    public void writeHuggingFace(Path folder) {
        HuggingFaceFiles.write(folder, tokenizerJson, HuggingFaceFiles.config(EOS_TOKEN, true));
    }

    @Override
    public void close() {
        // holds nothing
    }

    /** A byte-level BPE without a single merge: each byte's character is a token whose id is the byte. */
    private static Map<String, Object> huggingFaceForm() {
        Map<String, Object> byteLevel = new LinkedHashMap<>();
        byteLevel.put("type", "ByteLevel");
        byteLevel.put("add_prefix_space", false);
        byteLevel.put("trim_offsets", false);
        byteLevel.put("use_regex", false);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("type", "BPE");
        model.put("vocab", vocabulary());
        model.put("merges", List.of());
        Map<String, Object> eos = new LinkedHashMap<>();
        eos.put("id", EOS);
        eos.put("content", EOS_TOKEN);
        for (String no : List.of("single_word", "lstrip", "rstrip", "normalized")) {
            eos.put(no, false);
        }
        eos.put("special", true);
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("version", "1.0");
        form.put("added_tokens", List.of(eos));
        form.put("pre_tokenizer", byteLevel);
        form.put("decoder", byteLevel);
        form.put("model", model);
        return form;
    }

    /** Hugging Face writes byte b as a printable character: itself where it is one, else U+0100 and up in byte order. */
    private static Map<String, Integer> vocabulary() {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        int next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b != 0xad);
            vocabulary.put(Character.toString(printable ? b : next++), b);
        }
        return vocabulary;
    }
}
