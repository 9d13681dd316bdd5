package io.grail.node.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.window.Window;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final Window FIRST = new Window(1);
    private static final int WINDOWS = 100;

    private static FaultPlan plan(long seed) {
        return FaultPlan.of(seed, Cast.USUAL, FIRST, WINDOWS);
    }

    /** Whether it does more than to make a node start again at once. */
    private static boolean keepsAway(Fault fault) {
        return !(fault instanceof Fault.Death death) || death.downBlocks() > 0;
    }

    @Test
    void aPlanFollowsFromItsSeed() {
        assertThat(plan(7)).isEqualTo(plan(7));
        assertThat(plan(7).faults()).isNotEqualTo(plan(8).faults());
    }

    @Test
    void everyKindOfFaultIsDrawn() {
        Set<Class<?>> kinds = new HashSet<>();
        Set<Object> effects = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            plan(seed).faults().forEach(fault -> {
                kinds.add(fault.getClass());
                if (fault instanceof Fault.Crash crash) {
                    effects.add(crash.effect());
                }
            });
        }
        assertThat(kinds).hasSize(9);
        assertThat(effects).containsExactlyInAnyOrder((Object[]) Effect.values());
    }

    @Test
    void neverIsMoreThanOneValidatorAwayAtATime() {
        for (long seed = 0; seed < 200; seed++) {
            Set<Long> windows = plan(seed).faults().stream()
                    .filter(FaultPlanTest::keepsAway)
                    .filter(fault -> Cast.USUAL.validators().contains(fault.node()))
                    .map(fault -> fault.window().number())
                    .collect(Collectors.toSet());
            assertThat(windows).as("seed %d", seed).noneMatch(window -> windows.contains(window + 1));
        }
    }

    @Test
    void aMinerRestsLongEnoughNotToBePutOut() {
        for (long seed = 0; seed < 200; seed++) {
            Map<String, Long> last = new HashMap<>();
            for (Fault fault : plan(seed).faults()) {
                if (Cast.USUAL.isMiner(fault.node()) && keepsAway(fault)) {
                    long window = fault.window().number();
                    Long before = last.put(fault.node(), window);
                    if (before != null) {
                        assertThat(window - before).as("seed %d", seed).isGreaterThanOrEqualTo(FaultPlan.MINER_REST);
                    }
                }
            }
        }
    }

    @Test
    void theFirstWindowAndTheLastTwoAreQuiet() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(plan(seed).faults())
                    .allSatisfy(fault -> assertThat(fault.window().number()).isBetween(2L, WINDOWS - 2L));
        }
    }

    @Test
    void someDieASecondTimeWhileTheyCatchUp() {
        long relapses = 0;
        for (long seed = 0; seed < 20; seed++) {
            Set<String> deaths = plan(seed).faults().stream()
                    .filter(Fault.Death.class::isInstance)
                    .map(death -> death.node() + death.window())
                    .collect(Collectors.toSet());
            relapses += plan(seed).faults().stream()
                    .filter(Fault.Death.class::isInstance)
                    .filter(death ->
                            deaths.contains(death.node() + death.window().next()))
                    .count();
        }
        assertThat(relapses).isGreaterThan(100);
    }
}
