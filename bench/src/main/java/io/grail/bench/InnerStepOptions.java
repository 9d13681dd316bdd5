package io.grail.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the inner-step bench is asked for.
 *
 * @param threads of each contender
 * @param turns that each contender takes
 * @param peerPython a Python with torch, to compare with
 * @param peerScript the same decoder for it
 */
record InnerStepOptions(BenchModel model, int threads, int turns, Optional<String> peerPython, Path peerScript) {
    private static final List<String> NAMES =
            List.of("--model", "--threads", "--turns", "--peer-python", "--peer-script");

    /**
     * Reads pairs of option and value.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    static InnerStepOptions parse(String... args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!NAMES.contains(args[i])) {
                throw new IllegalArgumentException("unknown option " + args[i] + "; known are " + NAMES);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("option " + args[i] + " needs a value");
            }
            values.put(args[i], args[i + 1]);
        }
        return new InnerStepOptions(
                model(values.getOrDefault("--model", "S")),
                positive("--threads", values.getOrDefault("--threads", "2")),
                positive("--turns", values.getOrDefault("--turns", "12")),
                Optional.ofNullable(values.get("--peer-python")),
                Path.of(values.getOrDefault("--peer-script", "bench/inner_step_peer.py")));
    }

    private static BenchModel model(String name) {
        for (BenchModel model : BenchModel.values()) {
            if (model.name().equals(name.toUpperCase(Locale.ROOT))) {
                return model;
            }
        }
        throw new IllegalArgumentException("unknown model " + name + "; known are "
                + List.of(BenchModel.values()).toString().toLowerCase(Locale.ROOT));
    }

    private static int positive(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(option + " is " + text + ", but must be in [1, 9999]");
        }
        return Integer.parseInt(text);
    }
}
