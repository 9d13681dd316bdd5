package io.grail.learning.checkpoint;

import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.TensorShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code NAME.safetensors.index.json}: which tensor lies in which file. */
final class ShardIndex {
    /** A model of a thousand layers has an index of a megabyte. */
    private static final long MAX_BYTES = 16 << 20;

    private static final String NUMBERS = "-[0-9]{5}-of-[0-9]{5}\\.safetensors";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ShardIndex() {}

    static String file(String name) {
        return name + ".safetensors.index.json";
    }

    /** The name of shard {@code number}, from 1. */
    static String file(String name, int number, int count) {
        return String.format(Locale.ROOT, "%s-%05d-of-%05d.safetensors", name, number, count);
    }

    static boolean isShard(String file, String name) {
        return file.matches(Pattern.quote(name) + NUMBERS);
    }

    static void write(Path file, Map<String, String> fileOfTensor, long totalBytes) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("metadata", Map.of("total_size", totalBytes));
        root.put("weight_map", fileOfTensor);
        try {
            String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
            Files.writeString(file, json + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CheckpointException(file, "cannot be written (is the disk full?): " + e.getMessage(), e);
        }
    }

    /**
     * The tensors of each file: together exactly those of {@code layout}.
     *
     * @throws CheckpointException if the index is too long, no index, names a file that no shard is called, or other tensors
     */
    static Map<String, Set<String>> read(Path index, String name, ParameterLayout layout) {
        Map<String, Set<String>> shards = new TreeMap<>();
        Set<String> missing = new TreeSet<>();
        layout.tensors().stream().map(TensorShape::name).forEach(missing::add);
        Set<String> counts = new HashSet<>();
        for (var entry : weightMap(index).properties()) {
            String file = entry.getValue().asString("");
            if (!isShard(file, name)) {
                throw new CheckpointException(
                        index,
                        "tensor " + entry.getKey() + " lies in " + entry.getValue() + ", but a shard is called "
                                + file(name, 1, 1));
            }
            if (!missing.remove(entry.getKey())) {
                throw new CheckpointException(index, "holds a tensor that the model has not: " + entry.getKey());
            }
            counts.add(file.substring(file.indexOf("-of-")));
            shards.computeIfAbsent(file, f -> new TreeSet<>()).add(entry.getKey());
        }
        if (!missing.isEmpty()) {
            throw new CheckpointException(
                    index, "has no tensor " + missing.iterator().next());
        }
        if (counts.size() != 1 || !counts.contains(file("", 1, shards.size()).substring("-00001".length()))) {
            throw new CheckpointException(index, "names " + shards.size() + " shards, numbered as others");
        }
        return shards;
    }

    private static JsonNode weightMap(Path index) {
        try {
            if (Files.size(index) > MAX_BYTES) {
                throw new CheckpointException(index, "is longer than " + MAX_BYTES + " bytes");
            }
            JsonNode map = JSON.readTree(Files.readAllBytes(index)).path("weight_map");
            if (!map.isObject()) {
                throw new CheckpointException(index, "has no weight_map");
            }
            return map;
        } catch (IOException e) {
            throw new CheckpointException(index, "cannot be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new CheckpointException(index, "is no valid JSON", e);
        }
    }
}
