package io.grail.learning.checkpoint;

import io.grail.protocol.run.InvalidRunException;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder with {@code config.json} and the parameters named {@code model} ({@link ShardedFile}), as Hugging Face tools
 * read a {@code LlamaForCausalLM}. The tokenizer's files lie beside them, and are the tokenizer's to write.
 */
public final class HuggingFaceFolder {
    /** The parameters' name: {@code model.safetensors}, or shards of it. */
    public static final String MODEL = "model";

    private static final String CONFIG = "config.json";
    private static final long MAX_CONFIG_BYTES = 1 << 20;

    private HuggingFaceFolder() {}

    /** What a folder holds. */
    public record Contents(ModelConfig config, Parameters parameters) {}

    /** As the other, in files of at most {@link ShardedFile#SHARD_BYTES}. */
    public static void write(Path folder, ModelConfig config, Parameters parameters, int endOfText, int maxPositions) {
        write(folder, config, parameters, endOfText, maxPositions, ShardedFile.SHARD_BYTES);
    }

    /**
     * Writes all files, the model first, each whole or not at all.
     *
     * @param endOfText token id that ends a text; also given as the beginning and padding token
     * @param maxPositions longest text that the model was trained on, in tokens
     * @param shardBytes most bytes of parameters in one file
     * @throws CheckpointException if the folder cannot be written
     */
    public static void write(
            Path folder, ModelConfig config, Parameters parameters, int endOfText, int maxPositions, long shardBytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CheckpointException(folder, "cannot be created: " + e.getMessage(), e);
        }
        ShardedFile.write(folder, MODEL, parameters, Map.of("format", "pt"), shardBytes);
        String json = JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(fields(config, endOfText, maxPositions));
        Path file = folder.resolve(CONFIG);
        try {
            Files.writeString(file, json + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CheckpointException(file, "cannot be written (is the disk full?): " + e.getMessage(), e);
        }
    }

    /**
     * Reads a folder of this architecture, whoever wrote it.
     *
     * @throws CheckpointException if a file is missing or damaged, or the model is of another kind
     */
    public static Contents read(Path folder) {
        ModelConfig config = config(folder);
        return new Contents(config, ShardedFile.read(folder, MODEL, LlamaLayout.of(config)));
    }

    /**
     * The model that {@code config.json} describes, genesis root aside.
     *
     * @throws CheckpointException if it is missing, or describes none that is known here
     */
    public static ModelConfig config(Path folder) {
        return read(folder.resolve(CONFIG), json(folder.resolve(CONFIG)));
    }

    private static Map<String, Object> fields(ModelConfig config, int endOfText, int maxPositions) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("architectures", List.of("LlamaForCausalLM"));
        fields.put("model_type", "llama");
        fields.put("vocab_size", config.vocabSize());
        fields.put("hidden_size", config.width());
        fields.put("intermediate_size", config.ffnWidth());
        fields.put("num_hidden_layers", config.layers());
        fields.put("num_attention_heads", config.heads());
        fields.put("num_key_value_heads", config.kvHeads());
        fields.put("head_dim", config.headSize());
        fields.put("hidden_act", "silu");
        fields.put("max_position_embeddings", maxPositions);
        fields.put("rms_norm_eps", config.normEpsilon());
        // Newer readers look into rope_parameters, older ones at rope_theta.
        // Sorted: the order of Map.of differs from one process to the next, and a checkpoint's bytes must not.
        fields.put("rope_parameters", new TreeMap<>(Map.of("rope_type", "default", "rope_theta", config.ropeTheta())));
        fields.put("rope_theta", config.ropeTheta());
        fields.put("attention_bias", false);
        fields.put("mlp_bias", false);
        fields.put("tie_word_embeddings", config.tiedEmbeddings());
        fields.put("bos_token_id", endOfText);
        fields.put("eos_token_id", endOfText);
        fields.put("pad_token_id", endOfText);
        fields.put("initializer_range", 0.02);
        fields.put("dtype", "float32");
        fields.put("torch_dtype", "float32");
        fields.put("use_cache", true);
        return fields;
    }

    private static ModelConfig read(Path file, JsonNode json) {
        expect(file, json, "model_type", "llama");
        expect(file, json, "hidden_act", "silu");
        for (String key : List.of("attention_bias", "mlp_bias")) {
            if (json.path(key).asBoolean(false)) {
                throw new CheckpointException(file, key + " is true, but projections here have no bias");
            }
        }
        JsonNode rope = json.path("rope_parameters");
        if (json.path("rope_scaling").isObject()
                || !rope.path("rope_type").asString("default").equals("default")) {
            throw new CheckpointException(file, "rotary embeddings are scaled, which is not known here");
        }
        int width = integer(file, json, "hidden_size");
        int heads = integer(file, json, "num_attention_heads");
        try {
            return new ModelConfig(
                    "llama",
                    integer(file, json, "vocab_size"),
                    width,
                    integer(file, json, "num_hidden_layers"),
                    heads,
                    json.path("num_key_value_heads").asInt(heads),
                    json.path("head_dim").asInt(width / Math.max(1, heads)),
                    integer(file, json, "intermediate_size"),
                    rope.path("rope_theta").asDouble(json.path("rope_theta").asDouble(10_000)),
                    json.path("rms_norm_eps").asDouble(1e-6),
                    json.path("tie_word_embeddings").asBoolean(false),
                    "");
        } catch (InvalidRunException e) {
            throw new CheckpointException(file, "describes no model that is known here: " + e.getMessage(), e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            if (Files.size(file) > MAX_CONFIG_BYTES) {
                throw new CheckpointException(file, "is longer than " + MAX_CONFIG_BYTES + " bytes");
            }
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CheckpointException(file, "cannot be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new CheckpointException(file, "is no valid JSON", e);
        }
    }

    private static void expect(Path file, JsonNode json, String key, String value) {
        if (!json.path(key).asString("").equals(value)) {
            throw new CheckpointException(file, key + " is " + json.path(key) + ", but must be \"" + value + "\"");
        }
    }

    private static int integer(Path file, JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (!value.canConvertToInt()) {
            throw new CheckpointException(file, key + " is " + value + ", but must be an integer");
        }
        return value.intValue();
    }
}
