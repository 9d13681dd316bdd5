package io.grail.node.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.device.NativeRuntime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of the tests: a mistake in every node's software shows in some seed. */
class ChaosFindsPlantedBugsTest {
    private static final int WINDOWS = 6;
    private static final int MOST_SEEDS = 300;

    private static final ExecutorService THREADS =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private static final Map<PlantedBug, Future<Set<Invariant>>> FOUND = new EnumMap<>(PlantedBug.class);

    private static Chaos chaos;

    @BeforeAll
    static void prepare() {
        NativeRuntime.start(1);
        chaos = new Chaos(WINDOWS);
        for (PlantedBug bug : PlantedBug.values()) {
            FOUND.put(bug, THREADS.submit(() -> search(bug)));
        }
    }

    @AfterAll
    static void close() {
        THREADS.close();
        chaos.close();
    }

    /** A seed that finds it; tried first, since the search takes some hundreds where a crash must fall on one step. */
    private static long seed(PlantedBug bug) {
        return switch (bug) {
            case TORN_RENAME -> 176;
            case OLD_DELETED_FIRST -> 206;
            case UPLOADED_BEFORE_SAVED -> 89;
            case RATINGS_FORGOTTEN -> 2;
            case PENDING_FORGOTTEN -> 5;
            case NOTHING_FORCED, FEEDBACK_FORGOTTEN, TORN_UPLOAD, NO_MIRROR, DEAF -> 1;
            case STALE_PAY, PAY_UNCONFIRMED -> 1;
        };
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsFound(PlantedBug bug) throws Exception {
        assertThat(Objects.requireNonNull(FOUND.get(bug)).get()).contains(bug.breaks());
    }

    private static Set<Invariant> search(PlantedBug bug) throws InterruptedException {
        Set<Invariant> violated = violated(seed(bug), bug);
        for (long seed = 1; seed <= MOST_SEEDS && !violated.contains(bug.breaks()); seed++) {
            violated.addAll(violated(seed, bug));
        }
        return violated;
    }

    private static Set<Invariant> violated(long seed, PlantedBug bug) throws InterruptedException {
        Set<Invariant> violated = EnumSet.noneOf(Invariant.class);
        chaos.run(seed, Optional.of(bug)).violations().forEach(found -> violated.add(found.invariant()));
        return violated;
    }
}
