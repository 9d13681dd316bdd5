package io.grail.node.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.device.NativeRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole subnets under the faults of many seeds; more and longer ones each night. */
class ChaosTest {
    private static final int SEEDS = Integer.getInteger("chaos.seeds", 50);
    private static final int WINDOWS = Integer.getInteger("chaos.windows", 4);
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private static Chaos chaos;

    @BeforeAll
    static void prepare() {
        NativeRuntime.start(1);
        chaos = new Chaos(WINDOWS);
    }

    @AfterAll
    static void close() {
        chaos.close();
    }

    @Test
    void everyInvariantHoldsWhateverBefallsTheNodes() throws Exception {
        List<Trial> trials = chaos.run(1, SEEDS, Duration.ofDays(1), CORES, Optional.empty(), _ -> {});
        assertThat(trials).hasSize(SEEDS);
        assertThat(trials.stream().flatMap(trial -> trial.report().stream().map(line -> trial.seed() + ": " + line)))
                .isEmpty();
        assertThat(trials.stream().mapToInt(Trial::faults).sum())
                .as("faults that took effect")
                .isGreaterThan(SEEDS / 2);
        assertThat(trials).allSatisfy(trial -> assertThat(trial.windows()).isEqualTo(WINDOWS));
    }

    @Test
    void aSeedRepeatsToTheLastBlock() throws Exception {
        try (Chaos longer = new Chaos(8)) {
            Trial first = longer.run(1, Optional.empty());
            Trial second = longer.run(1, Optional.empty());
            assertThat(first.faults()).isGreaterThan(3);
            assertThat(second.fired()).containsExactlyInAnyOrderElementsOf(first.fired());
            assertThat(second.print()).isEqualTo(first.print());
        }
    }
}
