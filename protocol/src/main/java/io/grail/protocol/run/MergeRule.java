package io.grail.protocol.run;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the values that peers sent for one coordinate become one (docs/state.md, Merge rules). */
public enum MergeRule {
    /** Their mean over the peers that sent the coordinate. */
    SCATTER_MEAN("scatter-mean"),
    /** Their sum over the number of peers. */
    MEAN("mean"),
    /** Their mean without the outermost of each side, every value capped. */
    TRIMMED_MEAN("trimmed-mean"),
    /** The middle one, every value capped. */
    MEDIAN("median");

    private final String key;

    MergeRule(String key) {
        this.key = key;
    }

    /** As run.toml writes it. */
    public String key() {
        return key;
    }

    /** Whether every value is capped at the largest magnitude of the median peer. */
    public boolean caps() {
        return this == TRIMMED_MEAN || this == MEDIAN;
    }

    /**
     * The rule of this key.
     *
     * @throws InvalidRunException if there is none, naming those there are
     */
    public static MergeRule of(String key) {
        return Arrays.stream(values())
                .filter(rule -> rule.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new InvalidRunException("outer.merge", key, "one of " + keys()));
    }

    private static String keys() {
        return Arrays.stream(values()).map(MergeRule::key).collect(Collectors.joining(", "));
    }
}
