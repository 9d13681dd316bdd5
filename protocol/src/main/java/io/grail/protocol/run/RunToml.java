package io.grail.protocol.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads and writes run.toml: a file is laid over a preset, a preset over the defaults; the empty file is a run. */
public final class RunToml {
    private static final String PRESET = "preset";

    private RunToml() {}

    /**
     * A run with the origin of each of its values.
     *
     * @param preset that the file is laid over
     * @param origins of every {@code section.key}, in declared order
     */
    public record Parsed(RunConfig config, String preset, Map<String, Origin> origins) {
        public Parsed {
            origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
        }

        /** Every {@code section.key} with its value as TOML writes it, in declared order. */
        public Map<String, String> values() {
            Map<String, String> values = new LinkedHashMap<>();
            RunTree.flatten(config).forEach((key, value) -> values.put(key, RunValue.write(value)));
            return values;
        }

        /**
         * This run with one key changed by the command line.
         *
         * @param value as TOML writes it: {@code 12}, {@code 0.5}, {@code "text"}
         * @throws InvalidRunException as {@link RunToml#parse}
         */
        public Parsed with(String key, String value) {
            Map<String, Object> values = RunTree.flatten(config);
            Map<String, Origin> changed = new LinkedHashMap<>(origins);
            layer(values, changed, tree(key + " = " + value), Origin.COMMAND_LINE);
            return new Parsed(RunTree.build(values), preset, changed);
        }
    }

    /**
     * The run that {@code toml} describes.
     *
     * @throws InvalidRunException in one sentence naming the line, or the key, what was found and what is allowed
     */
    public static Parsed parse(String toml) {
        JsonNode file = tree(toml);
        String preset = presetOf(file);
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Origin> origins = new LinkedHashMap<>();
        layer(values, origins, tree(RunDefaults.TOML), Origin.DEFAULT);
        layer(values, origins, tree(Presets.toml(preset)), Origin.PRESET);
        layer(values, origins, file, Origin.FILE);
        return new Parsed(RunTree.build(values), preset, inOrder(origins));
    }

    /** The whole tree as a commented file that parses back to an equal run. */
    public static String write(RunConfig config) {
        Map<String, Object> values = RunTree.flatten(config);
        StringBuilder out = new StringBuilder();
        String section = "";
        for (String line : RunDefaults.TOML.lines().toList()) {
            int equals = line.indexOf(" = ");
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
                out.append(line);
            } else if (line.startsWith("#") || equals < 0) {
                out.append(line);
            } else {
                String key = line.substring(0, equals);
                Object value = Objects.requireNonNull(values.get(section + "." + key), key);
                out.append(key).append(" = ").append(RunValue.write(value)).append(comment(line));
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** Lays the keys of {@code tree} over {@code values}. */
    private static void layer(Map<String, Object> values, Map<String, Origin> origins, JsonNode tree, Origin origin) {
        for (Map.Entry<String, JsonNode> section : tree.properties()) {
            if (section.getKey().equals(PRESET)) {
                continue;
            }
            requireSection(section.getKey(), section.getValue());
            for (Map.Entry<String, JsonNode> entry : section.getValue().properties()) {
                String key = section.getKey() + "." + entry.getKey();
                Class<?> type = RunTree.keys().get(key);
                if (type == null) {
                    throw new InvalidRunException("unknown key " + key + "; the nearest is " + nearestKey(key));
                }
                values.put(key, RunValue.read(key, type, entry.getValue()));
                origins.put(key, origin);
            }
        }
    }

    private static void requireSection(String name, JsonNode value) {
        if (RunTree.sections().contains(name)) {
            if (!value.isObject()) {
                throw new InvalidRunException(name, value.toString(), "a section: [" + name + "]");
            }
        } else if (value.isObject()) {
            throw new InvalidRunException(
                    "unknown section [" + name + "]; the nearest is [" + Nearest.to(name, RunTree.sections()) + "]");
        } else {
            throw new InvalidRunException(
                    "unknown key " + name + " outside of any section; the nearest is " + nearestKey("." + name));
        }
    }

    /** A key of the same name in another section, or else the one with the most similar full name. */
    private static String nearestKey(String unknown) {
        String name = unknown.substring(unknown.indexOf('.'));
        return RunTree.keys().keySet().stream()
                .filter(key -> key.endsWith(name))
                .findFirst()
                .orElseGet(() -> Nearest.to(unknown, RunTree.keys().keySet()));
    }

    private static String presetOf(JsonNode file) {
        JsonNode preset = file.get(PRESET);
        if (preset == null) {
            return Presets.DEFAULT;
        }
        if (!preset.isString() || !Presets.names().contains(preset.stringValue())) {
            throw new InvalidRunException(PRESET, preset.toString(), "one of " + String.join(", ", Presets.names()));
        }
        return preset.stringValue();
    }

    private static JsonNode tree(String toml) {
        try {
            return new TomlMapper().readTree(toml);
        } catch (JacksonException e) {
            String message = e.getOriginalMessage().lines().collect(Collectors.joining(" "));
            throw new InvalidRunException("not TOML at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + message);
        }
    }

    private static Map<String, Origin> inOrder(Map<String, Origin> origins) {
        Map<String, Origin> ordered = new LinkedHashMap<>();
        RunTree.keys().keySet().forEach(key -> ordered.put(key, origins.getOrDefault(key, Origin.DEFAULT)));
        return ordered;
    }

    private static String comment(String line) {
        int start = line.indexOf("  # ");
        return start < 0 ? "" : line.substring(start);
    }
}
