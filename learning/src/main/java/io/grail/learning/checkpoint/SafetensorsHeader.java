package io.grail.learning.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON header of a safetensors file, checked: known types, sizes that fit the offsets, and tensors that fill the
 * file without holes or overlaps. Nothing in it can make the reader look outside the file.
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, TensorEntry> tensors) {
    /** Bound of the header's length in bytes; that of a model with a thousand layers is a megabyte. */
    static final long MAX_LENGTH = 16 << 20;

    private static final int MAX_DIMENSIONS = 8;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads and checks a header.
     *
     * @param dataLength bytes of the file after the header
     * @throws CheckpointException if any check fails
     */
    static SafetensorsHeader parse(Path file, byte[] header, long dataLength) {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<TensorEntry> entries = new ArrayList<>();
        for (var field : root(file, header).properties()) {
            if (field.getKey().equals("__metadata__")) {
                for (var each : field.getValue().properties()) {
                    require(each.getValue().isString(), file, "metadata " + each.getKey() + " is not a string");
                    metadata.put(each.getKey(), each.getValue().stringValue());
                }
            } else {
                entries.add(entry(file, field.getKey(), field.getValue()));
            }
        }
        requireFilled(file, entries, dataLength);
        Map<String, TensorEntry> tensors = new LinkedHashMap<>();
        entries.forEach(entry -> tensors.put(entry.name(), entry));
        return new SafetensorsHeader(metadata, tensors);
    }

    private static JsonNode root(Path file, byte[] header) {
        try {
            JsonNode root = JSON.readTree(header);
            require(root.isObject(), file, "the header is no JSON object");
            return root;
        } catch (JacksonException e) {
            throw new CheckpointException(file, "the header is no valid JSON", e);
        }
    }

    private static TensorEntry entry(Path file, String name, JsonNode node) {
        JsonNode shape = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        require(shape.isArray() && shape.size() <= MAX_DIMENSIONS, file, "tensor " + name + " has no usable shape");
        require(offsets.isArray() && offsets.size() == 2, file, "tensor " + name + " has no two offsets");
        ElementType type = type(file, name, node.path("dtype"));
        List<Integer> sizes = new ArrayList<>();
        long count = 1;
        for (JsonNode size : shape) {
            require(
                    size.isIntegralNumber() && size.canConvertToInt() && size.intValue() >= 1,
                    file,
                    "tensor " + name + " has a size of " + size);
            sizes.add(size.intValue());
            count *= size.intValue();
            require(count <= Integer.MAX_VALUE, file, "tensor " + name + " has more than 2^31 - 1 elements");
        }
        require(isOffset(offsets.get(0)) && isOffset(offsets.get(1)), file, "tensor " + name + " has odd offsets");
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        require(
                begin >= 0 && end - begin == count * type.bytes(),
                file,
                "tensor " + name + " lies at [" + begin + ", " + end + "), but has " + count + " elements of "
                        + type.bytes() + " bytes");
        return new TensorEntry(name, type, sizes, begin, end);
    }

    private static boolean isOffset(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private static ElementType type(Path file, String name, JsonNode node) {
        for (ElementType type : ElementType.values()) {
            if (node.isString() && type.name().equals(node.stringValue())) {
                return type;
            }
        }
        throw new CheckpointException(
                file, "tensor " + name + " has dtype " + node + ", but F32, F16 and BF16 are what can be read");
    }

    private static void requireFilled(Path file, List<TensorEntry> entries, long dataLength) {
        long next = 0;
        for (TensorEntry entry : entries.stream()
                .sorted(Comparator.comparingLong(TensorEntry::begin))
                .toList()) {
            require(
                    entry.begin() == next,
                    file,
                    "tensor " + entry.name() + " begins at byte " + entry.begin() + " where " + next + " was next");
            next = entry.end();
        }
        require(next == dataLength, file, "the header describes " + next + " bytes, but " + dataLength + " are there");
    }

    private static void require(boolean holds, Path file, String problem) {
        if (!holds) {
            throw new CheckpointException(file, problem);
        }
    }
}
