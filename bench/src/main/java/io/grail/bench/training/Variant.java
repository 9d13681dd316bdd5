package io.grail.bench.training;

import io.grail.node.cli.UsageException;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run with some keys changed.
 *
 * @param settings {@code section.key} to the value as TOML writes it
 */
record Variant(String name, Map<String, String> settings) {
    static final Variant UNCHANGED = new Variant("as configured", Map.of());

    Variant {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads {@code name: section.key = value, section.key = value}; a name alone changes nothing.
     *
     * @throws UsageException if it is not that
     */
    static Variant parse(String text) {
        String[] parts = text.split(":", 2);
        Map<String, String> settings = new LinkedHashMap<>();
        if (parts.length == 2 && !parts[1].isBlank()) {
            for (String setting : parts[1].split(",", -1)) {
                String[] pair = setting.split("=", 2);
                if (pair.length != 2 || pair[0].isBlank() || pair[1].isBlank()) {
                    throw new UsageException("--variant takes 'name: section.key = value, …', got '" + text + "'");
                }
                settings.put(pair[0].strip(), pair[1].strip());
            }
        }
        return new Variant(parts[0].strip(), settings);
    }

    /** The run that this makes of {@code base}; what cannot be is told as for a run.toml. */
    RunConfig of(RunConfig base) {
        RunToml.Parsed run = RunToml.parse(RunToml.write(base));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            run = run.with(setting.getKey(), setting.getValue());
        }
        return run.config();
    }
}
