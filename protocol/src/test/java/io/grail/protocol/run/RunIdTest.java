package io.grail.protocol.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunIdTest {
    /** Changes whenever a default, a key or the encoding changes: then runs of the old software are other runs. */
    @Test
    void idOfTheTinyRunIsPinned() {
        assertThat(RunId.of(Presets.named("tiny")))
                .hasToString("de1569e2f64c3f0b1fdf68babe17ef40df697dac34b4fe65d9d45eeed861b9f8");
    }

    @Test
    void equalRunsHaveOneId() {
        RunConfig run = Presets.named("tiny");

        assertThat(RunId.of(RunToml.parse(RunToml.write(run)).config())).isEqualTo(RunId.of(run));
        assertThat(RunId.of(RunToml.parse("[outer]\nlearningRate = 1").config()))
                .isEqualTo(RunId.of(run));
    }

    @Test
    void negativeZeroIsZero() {
        assertThat(RunId.of(RunToml.parse("incentive.tau = -0.0").config()))
                .isEqualTo(RunId.of(RunToml.parse("incentive.tau = 0.0").config()));
    }

    @Test
    void everyKeyThatCanChangeChangesTheId() {
        Set<RunId> ids = new HashSet<>();
        Map<String, Object> tiny = RunTree.flatten(Presets.named("tiny"));
        int changed = 0;
        for (String key : tiny.keySet()) {
            Map<String, Object> values = new LinkedHashMap<>(tiny);
            values.computeIfPresent(key, (k, value) -> another(value));
            try {
                ids.add(RunId.of(RunTree.build(values)));
                changed++;
            } catch (InvalidRunException e) {
                // The key has one value that this version allows, or is bound to another's.
                assertThat(e).hasMessageContaining(key.substring(0, key.indexOf('.')));
            }
        }
        assertThat(changed).isGreaterThan(40);
        assertThat(ids).hasSize(changed).doesNotContain(RunId.of(Presets.named("tiny")));
    }

    private static Object another(Object value) {
        return switch (value) {
            case String text -> text.isEmpty() ? "ab".repeat(32) : text + "x";
            case Boolean truth -> !truth;
            case Integer number -> number + 1;
            case Long number -> number + 1;
            case Double number -> number == 0 ? 0.5 : number / 2;
            default -> throw new AssertionError(value);
        };
    }
}
