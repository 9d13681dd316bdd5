package io.grail.node.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.device.NativeRuntime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of the tests: a mistake in every node's software shows in some seed. */
class ChaosFindsPlantedBugsTest {
    private static final int WINDOWS = 8;
    private static final int MOST_SEEDS = 30;

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

    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsFound(PlantedBug bug) throws Exception {
        Set<Invariant> violated = EnumSet.noneOf(Invariant.class);
        for (long seed = 1; seed <= MOST_SEEDS && !violated.contains(bug.breaks()); seed++) {
            chaos.run(seed, Optional.of(bug)).violations().forEach(found -> violated.add(found.invariant()));
        }
        assertThat(violated).contains(bug.breaks());
    }
}
