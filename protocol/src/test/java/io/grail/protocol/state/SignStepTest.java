package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grail.protocol.run.MergeRule;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The outer step and evaluation of profile demo, whose values are coefficients. */
class SignStepTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;
    private static final StepRule SIGN = new StepRule(MergeRule.MEAN, true, 0.01, 4);
    private static final ParameterLayout LAYOUT =
            new ParameterLayout(List.of(TensorShape.matrix("m", 100, 130), TensorShape.vector("v", 200)));

    @Test
    void everyNumberOfAChunkThatSomebodySentMovesByTheRateAndNoOther() {
        // The constant coefficient of the first block, and of the third stretch of 64 of the vector.
        SparseUpdate update = update(new int[] {0}, 3, new int[] {128}, -2);
        Parameters theta = Parameters.zeros(LAYOUT);
        OuterStep.apply(theta, List.of(update), SIGN, ONE);
        for (int row = 0; row < 100; row++) {
            for (int column = 0; column < 130; column++) {
                float expected = row < 64 && column < 64 ? -0.01f : 0;
                assertThat(theta.values("m")[row * 130 + column]).isEqualTo(expected);
            }
        }
        for (int i = 0; i < 200; i++) {
            assertThat(theta.values("v")[i]).isEqualTo(i / 64 == 2 ? 0.01f : 0);
        }
    }

    @Test
    void aMajorityOfPeersDecidesTheSignAndManyMoveNoFurtherThanOne() {
        SparseUpdate up = update(new int[] {0}, 1, new int[] {}, 0);
        SparseUpdate down = update(new int[] {0}, -1e9f, new int[] {}, 0);
        Parameters theta = Parameters.zeros(LAYOUT);
        OuterStep.apply(theta, List.of(up, down, up), SIGN, ONE);
        assertThat(theta.values("m")[64 * 130 - 130]).isEqualTo(-0.01f);
        OuterStep.apply(theta, List.of(up, down), SIGN, ONE);
        assertThat(theta.values("m")[0]).as("a tie").isEqualTo(-0.01f);
    }

    @Test
    void theNudgeOfAPeerIsAsLongAsTheFractionOfTheMergedStep() {
        SplittableRandom random = new SplittableRandom(1);
        List<SparseUpdate> updates = peers(random);
        MedianNorm norms = MedianNorm.of(LAYOUT, updates);
        for (SparseUpdate update : updates) {
            float[] moved = new float[100 * 130];
            ScaledNudge.of(update, norms, SIGN, 0.2).apply(0, moved);
            double length = 0;
            for (float each : moved) {
                length += (double) each * each;
            }
            assertThat(Math.sqrt(length) / (0.2 * 0.01 * Math.sqrt(100 * 130))).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void effectsAreTheProductsOfGradientAndStep() {
        SplittableRandom random = new SplittableRandom(2);
        List<SparseUpdate> updates = peers(random);
        MedianNorm norms = MedianNorm.of(LAYOUT, updates);
        List<ScaledNudge> nudges = updates.stream()
                .map(update -> ScaledNudge.of(update, norms, SIGN, 0.2))
                .toList();
        Parameters gradient = Updates.parameters(LAYOUT, random);
        double[] expected =
                nudges.stream().mapToDouble(nudge -> effect(nudge, gradient)).toArray();
        double[] effects = ScaledNudge.effects(nudges, gradient, ONE);
        for (int i = 0; i < expected.length; i++) {
            assertThat(effects[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    @Test
    void amongManyPeersOneAddsToTheSignInProportionToItsValues() {
        SplittableRandom random = new SplittableRandom(3);
        List<SparseUpdate> updates = random.ints(24)
                .mapToObj(i -> Updates.update(LAYOUT, random, 8, 1))
                .toList();
        MedianNorm norms = MedianNorm.of(LAYOUT, updates);
        float[] nudged = new float[100 * 130];
        ScaledNudge.of(updates.getFirst(), norms, SIGN, 1).apply(0, nudged);
        Parameters with = Parameters.zeros(LAYOUT);
        OuterStep.apply(with, updates, SIGN, ONE);
        Parameters without = Parameters.zeros(LAYOUT);
        OuterStep.apply(without, updates.subList(1, 24), SIGN, ONE);
        double product = 0;
        double squares = 0;
        for (int i = 0; i < nudged.length; i++) {
            product += (double) (with.values(0)[i] - without.values(0)[i]) * nudged[i];
            squares += (double) nudged[i] * nudged[i];
        }
        // √(2/π)/√24: the slope of a Gaussian sum's sign in one of its 24 terms.
        assertThat(product / squares).isCloseTo(Math.sqrt(2 / Math.PI / 24), within(0.03));
    }

    private static List<SparseUpdate> peers(SplittableRandom random) {
        return List.of(
                Updates.update(LAYOUT, random, 30, 1),
                Updates.update(LAYOUT, random, 30, 0.5),
                Updates.update(LAYOUT, random, 30, 7));
    }

    private static double effect(ScaledNudge nudge, Parameters gradient) {
        double effect = 0;
        for (int tensor = 0; tensor < 2; tensor++) {
            float[] moved = new float[LAYOUT.tensor(tensor).size()];
            nudge.apply(tensor, moved);
            for (int i = 0; i < moved.length; i++) {
                effect -= (double) moved[i] * gradient.values(tensor)[i];
            }
        }
        return effect;
    }

    private static SparseUpdate update(int[] inMatrix, float value, int[] inVector, float other) {
        float[] values = {value};
        float[] others = inVector.length == 0 ? new float[0] : new float[] {other};
        return SparseUpdate.of(LAYOUT, new int[][] {inMatrix, inVector}, new float[][] {values, others}, ONE);
    }
}
