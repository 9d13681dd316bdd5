package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.kernel.ScalarLanes;
import io.grail.protocol.kernel.VectorLanes;
import io.grail.protocol.run.MergeRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OuterStepTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;
    private static final StepRule OUTER = new StepRule(MergeRule.SCATTER_MEAN, false, 0.7, 4);
    private static final StepRule GLIDING = new StepRule(MergeRule.SCATTER_MEAN, false, 1, 4, 0.5);

    @ParameterizedTest
    @EnumSource
    void agreesToTheBitWithTheRuleWrittenNaively(MergeRule merge) {
        for (boolean sign : new boolean[] {false, true}) {
            StepRule rule = new StepRule(merge, sign, 0.7, 4);
            for (long seed = 0; seed < 12; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                List<SparseUpdate> updates = Updates.peers(random, random.nextInt(0, 9));
                Parameters theta = Updates.parameters(Updates.LAYOUT, random);
                Parameters expected = theta.copy();
                NaiveOuterStep.apply(OuterState.plain(expected), updates, rule);
                OuterStep.apply(theta, updates, rule, ONE);
                assertThat(theta.sameBits(expected))
                        .as("seed %d, sign %s", seed, sign)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void windowsWithMomentumAgreeToTheBitWithTheRuleWrittenNaively(MergeRule merge) {
        for (long seed = 0; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StepRule rule = new StepRule(merge, false, 0.7, 4, random.nextDouble(0.1, 0.999));
            Parameters theta = Updates.parameters(Updates.LAYOUT, random);
            OuterState state = withMomentum(theta);
            OuterState expected = withMomentum(theta.copy());
            for (int window = 0; window < 5; window++) {
                List<SparseUpdate> updates = Updates.peers(random, random.nextInt(0, 9));
                NaiveOuterStep.apply(expected, updates, rule);
                OuterStep.apply(state, updates, rule, ONE);
                assertThat(sameBits(state, expected))
                        .as("seed %d, window %d", seed, window)
                        .isTrue();
            }
        }
    }

    /** Some scaled values are too small to be normal numbers, some are rounded to a zero of either sign. */
    @ParameterizedTest
    @EnumSource
    void valuesBelowTheNormalOnesAgreeToTheBitWithTheRuleWrittenNaivelyOnEitherUnit(MergeRule merge) {
        for (StepRule rule : List.of(
                new StepRule(merge, false, 0.7, 4),
                new StepRule(merge, true, 0.7, 4),
                new StepRule(merge, false, 0.7, 4, 0.9))) {
            for (long seed = 0; seed < 2; seed++) {
                for (Lanes lanes : List.of(new ScalarLanes(), new VectorLanes())) {
                    SplittableRandom random = new SplittableRandom(seed);
                    List<SparseUpdate> updates = quietPeersAndLoudOnes(random);
                    Parameters theta = Parameters.zeros(Updates.LAYOUT);
                    Arrays.fill(theta.values(0), 0, 30_000, -0f);
                    OuterState state = rule.nesterov() > 0 ? withMomentum(theta) : OuterState.plain(theta);
                    OuterState expected =
                            rule.nesterov() > 0 ? withMomentum(theta.copy()) : OuterState.plain(theta.copy());
                    NaiveOuterStep.apply(expected, updates, rule);
                    OuterStep.apply(state, updates, rule, ONE, lanes);
                    assertThat(state.root(ONE))
                            .as("seed %d, %s, %s", seed, rule, lanes.getClass())
                            .isEqualTo(expected.root(ONE));
                }
            }
        }
    }

    /** Norms of about 1e-36, but one of 1, which most of its values are far below, and one that is left out. */
    private static List<SparseUpdate> quietPeersAndLoudOnes(SplittableRandom random) {
        List<SparseUpdate> updates = new ArrayList<>();
        for (int peer = 0; peer < 5; peer++) {
            updates.add(Updates.update(Updates.LAYOUT, random, random.nextInt(2, 40), Math.scalb(1e-38, -peer)));
        }
        updates.add(1, mostlyTiny(Updates.update(Updates.LAYOUT, random, 5, 0.01)));
        updates.add(3, Updates.update(Updates.LAYOUT, random, 5, 1e37));
        return updates;
    }

    private static SparseUpdate mostlyTiny(SparseUpdate update) {
        int[][] positions = new int[Updates.LAYOUT.count()][];
        float[][] values = new float[positions.length][];
        for (int tensor = 0; tensor < positions.length; tensor++) {
            positions[tensor] = update.positions(tensor);
            values[tensor] = update.values(tensor).clone();
            for (int i = 0; i < values[tensor].length; i++) {
                values[tensor][i] *= i % 7 == 0 ? 1 : 1e-12f;
            }
        }
        return SparseUpdate.of(Updates.LAYOUT, positions, values, ONE);
    }

    @Test
    void momentumMovesTensorsAndChunksOfWhichNobodySentAnything() {
        ParameterLayout layout =
                new ParameterLayout(List.of(TensorShape.vector("v", 9_000), TensorShape.vector("w", 2)));
        OuterState state = withMomentum(Parameters.zeros(layout));
        OuterStep.apply(state, List.of(sent(layout, new int[] {0, 8_999}, new int[] {1})), GLIDING, ONE);
        OuterStep.apply(state, List.of(sent(layout, new int[] {0}, new int[] {})), GLIDING, ONE);
        // Once v = 1 and a step of 1 + ½; then v = ½ where nothing came and a step of ¼.
        assertThat(state.theta().values("v")[8_999]).isEqualTo(-1.75f);
        assertThat(state.theta().values("w")).containsExactly(0, -1.75f);
        assertThat(state.theta().values("v")[0]).isEqualTo(-1.5f - 1.75f);
        assertThat(state.momentum().orElseThrow().values("w")).containsExactly(0, 0.5f);
    }

    @Test
    void anEmptyMergeLeavesModelAndMomentumAsTheyAre() {
        SplittableRandom random = new SplittableRandom(6);
        OuterState state = withMomentum(Updates.parameters(Updates.LAYOUT, random));
        OuterStep.apply(state, Updates.peers(random, 3), GLIDING, ONE);
        String before = state.root(ONE).toString();
        OuterStep.apply(state, List.of(), GLIDING, ONE);
        assertThat(state.root(ONE).toString()).isEqualTo(before);
    }

    @Test
    void momentumNeedsAStateThatHasItAndAStepThatIsNoSign() {
        Parameters theta = Parameters.zeros(Updates.LAYOUT);
        assertThatThrownBy(() -> OuterStep.apply(theta, List.of(), GLIDING, ONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OuterStep.apply(withMomentum(theta), List.of(), OUTER, ONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StepRule(MergeRule.MEAN, true, 1, 4, 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void threadsDoNotChangeABit() {
        SplittableRandom random = new SplittableRandom(11);
        List<SparseUpdate> updates = Updates.peers(random, 7);
        Parameters theta = Updates.parameters(Updates.LAYOUT, random);
        Parameters expected = theta.copy();
        OuterStep.apply(expected, updates, OUTER, ONE);
        for (int threads : new int[] {1, 2, 5}) {
            try (Pool pool = new Pool(threads)) {
                Parameters merged = theta.copy();
                OuterStep.apply(merged, updates, OUTER, pool);
                assertThat(merged.sameBits(expected)).isTrue();
            }
        }
    }

    @Test
    void theResultOfAFixedMergeNeverChanges() {
        SplittableRandom random = new SplittableRandom(2026);
        List<SparseUpdate> updates = Updates.peers(random, 6);
        Parameters theta = Updates.parameters(Updates.LAYOUT, random);
        OuterStep.apply(theta, updates, OUTER, ONE);
        assertThat(ModelRoot.of(theta, ONE).toString())
                .isEqualTo("6e3813e5f651ea4ba293f3a662231fdf2162d1189f093c7de84a4b82ae9be6ae");
    }

    @Test
    void aLoudPeerAndAQuietOneAreScaledToTheLowerMedian() {
        int[] first = {0};
        List<SparseUpdate> updates = List.of(
                Updates.vector(4, first, 1),
                Updates.vector(4, new int[] {1}, 1000),
                Updates.vector(4, new int[] {2}, 2),
                Updates.vector(4, new int[] {3}, 3));
        Parameters theta = Parameters.zeros(updates.getFirst().layout());
        MedianNorm norms = OuterStep.apply(theta, updates, new StepRule(MergeRule.SCATTER_MEAN, false, 1, 4), ONE);
        assertThat(norms.median(0)).isEqualTo(2);
        assertThat(norms.factor(1, 0)).isEqualTo(0.002f);
        assertThat(norms.factor(0, 0)).isEqualTo(2);
        assertThat(theta.values(0)).containsExactly(-2, -2, -2, -2);
    }

    @Test
    void coordinatesOfSeveralSendersMoveByTheMeanOfThoseWhoSentThem() {
        List<SparseUpdate> updates = List.of(
                Updates.vector(3, new int[] {0, 1}, 3, 4),
                Updates.vector(3, new int[] {0, 2}, 4, 3),
                Updates.vector(3, new int[] {0, 1}, 4, -3));
        Parameters theta = Parameters.zeros(updates.getFirst().layout());
        OuterStep.apply(theta, updates, new StepRule(MergeRule.SCATTER_MEAN, false, 1, 4), ONE);
        assertThat(theta.values(0)).containsExactly((float) -(11 / 3.0), -0.5f, -3);
    }

    @Test
    void manyPeersThatAgreeMoveTheModelAsFarAsExactSumsWouldButForTheirRounding() {
        int peers = 256;
        SplittableRandom random = new SplittableRandom(8);
        List<SparseUpdate> updates = new ArrayList<>();
        for (int peer = 0; peer < peers; peer++) {
            updates.add(Updates.vector(2, new int[] {0, 1}, random.nextFloat(0.5f, 1), 1e-3f));
        }
        MedianNorm norms = MedianNorm.of(updates.getFirst().layout(), updates);
        double[] exact = new double[2];
        for (int peer = 0; peer < peers; peer++) {
            for (int at = 0; at < 2; at++) {
                exact[at] -= (double) norms.factor(peer, 0) * updates.get(peer).values(0)[at] / peers;
            }
        }
        Parameters theta = Parameters.zeros(updates.getFirst().layout());
        OuterStep.apply(theta, updates, new StepRule(MergeRule.SCATTER_MEAN, false, 1, peers), ONE);
        for (int at = 0; at < 2; at++) {
            assertThat(theta.values(0)[at] / exact[at]).isCloseTo(1, within(peers * 0x1p-24));
        }
    }

    @Test
    void peersWithNothingOrWithNormsOutOfAllProportionHaveNoSay() {
        List<SparseUpdate> updates = List.of(
                Updates.vector(2, new int[] {0}, 0),
                Updates.vector(2, new int[] {0, 1}, Float.NaN, 5),
                Updates.vector(2, new int[] {}),
                Updates.vector(2, new int[] {0}, Float.POSITIVE_INFINITY),
                Updates.vector(2, new int[] {0}, Float.MIN_VALUE),
                Updates.vector(2, new int[] {1}, 2),
                Updates.vector(2, new int[] {0}, Float.MAX_VALUE));
        Parameters theta = Parameters.zeros(updates.getFirst().layout());
        MedianNorm norms = OuterStep.apply(theta, updates, new StepRule(MergeRule.SCATTER_MEAN, false, 1, 1), ONE);
        assertThat(norms.merged(0)).isEqualTo(1);
        assertThat(theta.values(0)).containsExactly(0, -2);
    }

    @Test
    void aFactorIsANormalBinary32NumberOrThePeerCountsNowhere() {
        int[] first = {0};
        List<SparseUpdate> updates = List.of(
                Updates.vector(2, first, 0x1p-127f),
                Updates.vector(2, first, 0x1p-128f),
                Updates.vector(2, first, 1),
                Updates.vector(2, first, 1),
                Updates.vector(2, first, 0x1p126f),
                Updates.vector(2, first, 0x1p127f));
        Parameters theta = Parameters.zeros(updates.getFirst().layout());
        MedianNorm norms = OuterStep.apply(theta, updates, new StepRule(MergeRule.MEAN, false, 1, 1), ONE);
        assertThat(norms.merged(0)).isEqualTo(4);
        assertThat(norms.factor(0, 0)).isEqualTo(0x1p127f);
        assertThat(norms.factor(1, 0)).isEqualTo(0);
        assertThat(norms.factor(4, 0)).isEqualTo(0x1p-126f);
        assertThat(norms.factor(5, 0)).isEqualTo(0);
        assertThat(norms.factor(updates.get(5), 0)).isEqualTo(0);
        assertThat(ScaledNudge.of(updates.get(5), norms, OUTER, 1).scale(0)).isEqualTo(0);
        assertThat(theta.values(0)).containsExactly(-1, 0);
    }

    @Test
    void anEmptyMergeLeavesTheModelAsItIs() {
        Parameters theta = Updates.parameters(Updates.LAYOUT, new SplittableRandom(5));
        Parameters before = theta.copy();
        OuterStep.apply(theta, List.of(), OUTER, ONE);
        assertThat(theta.sameBits(before)).isTrue();
    }

    @Test
    void theStepOfManyPeersIsAsLongAsThatOfTheReferenceNumber() {
        assertThat(OUTER.rateFor(1)).isEqualTo(0.7);
        assertThat(OUTER.rateFor(4)).isEqualTo(0.7);
        assertThat(OUTER.rateFor(16)).isEqualTo(0.35);
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.matrix("m", 512, 512)));
        double reference = stepLength(layout, 4);
        assertThat(stepLength(layout, 16)).isBetween(0.9 * reference, 1.05 * reference);
    }

    @Test
    void anUpdateOfAnotherModelIsRefused() {
        Parameters theta = Parameters.zeros(Updates.LAYOUT);
        List<SparseUpdate> foreign = List.of(Updates.vector(3, new int[] {0}, 1));
        assertThatThrownBy(() -> OuterStep.apply(theta, foreign, OUTER, ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNudgeIsScaledAsTheMerge() {
        SplittableRandom random = new SplittableRandom(13);
        List<SparseUpdate> updates = Updates.peers(random, 5);
        MedianNorm norms = MedianNorm.of(Updates.LAYOUT, updates);
        for (int peer = 0; peer < 5; peer++) {
            ScaledNudge nudge = ScaledNudge.of(updates.get(peer), norms, OUTER, 0.2);
            for (int tensor = 0; tensor < Updates.LAYOUT.count(); tensor++) {
                assertThat(nudge.scale(tensor)).isEqualTo(0.2 * OUTER.rateFor(5) * norms.factor(peer, tensor));
            }
        }
    }

    @Test
    void anUpdateThatWasNotMergedIsScaledToTheSameMedians() {
        List<SparseUpdate> merged = List.of(Updates.vector(2, new int[] {0}, 1), Updates.vector(2, new int[] {1}, 3));
        ParameterLayout layout = merged.getFirst().layout();
        SparseUpdate other = Updates.vector(2, new int[] {1}, 8);
        assertThat(MedianNorm.of(layout, merged).factor(other, 0)).isEqualTo(0.125f);
        assertThat(MedianNorm.of(layout, List.of()).factor(other, 0)).isEqualTo(1);
    }

    private static OuterState withMomentum(Parameters theta) {
        return new OuterState(theta, Optional.of(Parameters.zeros(theta.layout())));
    }

    private static boolean sameBits(OuterState state, OuterState other) {
        return state.theta().sameBits(other.theta())
                && state.momentum().orElseThrow().sameBits(other.momentum().orElseThrow());
    }

    /** Ones at these positions of two tensors. */
    private static SparseUpdate sent(ParameterLayout layout, int[]... positions) {
        float[][] values = new float[positions.length][];
        for (int tensor = 0; tensor < positions.length; tensor++) {
            values[tensor] = new float[positions[tensor].length];
            Arrays.fill(values[tensor], 1);
        }
        return SparseUpdate.of(layout, positions, values, ONE);
    }

    private static double stepLength(ParameterLayout layout, int peers) {
        SplittableRandom random = new SplittableRandom(peers);
        List<SparseUpdate> updates = random.ints(peers)
                .mapToObj(i -> Updates.update(layout, random, 64, 1))
                .toList();
        Parameters theta = Parameters.zeros(layout);
        OuterStep.apply(theta, updates, OUTER, ONE);
        double squares = 0;
        for (float moved : theta.values(0)) {
            squares += (double) moved * moved;
        }
        return Math.sqrt(squares);
    }
}
