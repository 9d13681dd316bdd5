package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.run.MergeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScaledNudgeTest {
    private static final StepRule RULE = new StepRule(MergeRule.SCATTER_MEAN, false, 1, 4);

    @Test
    void effectsAreSumsInWireOrderToTheLastBitOnAnyThreads() {
        for (long seed = 1; seed <= 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<SparseUpdate> updates = new ArrayList<>(Updates.peers(random, 37));
            updates.add(Updates.update(Updates.LAYOUT, random, 10, Double.POSITIVE_INFINITY));
            MedianNorm norms = MedianNorm.of(Updates.LAYOUT, updates);
            List<ScaledNudge> nudges = updates.stream()
                    .map(update -> ScaledNudge.of(update, norms, RULE, 0.2))
                    .toList();
            Parameters gradient = Updates.parameters(Updates.LAYOUT, random);
            double[] expected = nudges.stream()
                    .mapToDouble(nudge -> effect(nudge, gradient))
                    .toArray();

            assertThat(ScaledNudge.effects(nudges, gradient, ParallelFor.SEQUENTIAL))
                    .as("seed " + seed)
                    .containsExactly(expected);
            try (Pool pool = new Pool(3)) {
                assertThat(ScaledNudge.effects(nudges, gradient, pool))
                        .as("seed " + seed)
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void whatIsNotFiniteHasNoEffect() {
        SplittableRandom random = new SplittableRandom(1);
        SparseUpdate update = Updates.update(Updates.LAYOUT, random, 10, Double.POSITIVE_INFINITY);
        MedianNorm norms = MedianNorm.of(Updates.LAYOUT, List.of(update));
        List<ScaledNudge> nudges = List.of(ScaledNudge.of(update, norms, RULE, 0.2));
        Parameters gradient = Updates.parameters(Updates.LAYOUT, random);

        assertThat(ScaledNudge.effects(nudges, gradient, ParallelFor.SEQUENTIAL))
                .containsExactly(0);
    }

    private static double effect(ScaledNudge nudge, Parameters gradient) {
        double effect = 0;
        for (int tensor = 0; tensor < Updates.LAYOUT.count(); tensor++) {
            if (nudge.scale(tensor) > 0) {
                effect += nudge.scale(tensor) * product(nudge.update(), gradient, tensor);
            }
        }
        return effect;
    }

    private static double product(SparseUpdate update, Parameters gradient, int tensor) {
        int[] positions = update.positions(tensor);
        double product = 0;
        for (int i = 0; i < positions.length; i++) {
            product += (double) gradient.values(tensor)[positions[i]] * update.values(tensor)[i];
        }
        return product;
    }
}
