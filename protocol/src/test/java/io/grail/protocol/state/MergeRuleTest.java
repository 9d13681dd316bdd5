package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.run.MergeRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What attackers among honest peers can do under each merge rule, and what they still can. */
class MergeRuleTest {
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(TensorShape.matrix("m", 192, 128)));
    private static final int SIZE = 192 * 128;
    private static final int HONEST = 7;

    @Test
    void ofThreeSendersTheTrimmedMeanAndTheMedianTakeTheMiddleOne() {
        List<SparseUpdate> updates = List.of(all(1, 7), all(5, 5), all(7, 1));
        assertThat(moved(MergeRule.TRIMMED_MEAN, updates)).containsExactly(-5, -5);
        assertThat(moved(MergeRule.MEDIAN, updates)).containsExactly(-5, -5);
    }

    @Test
    void ofFiveSendersTheTrimmedMeanIsThatOfTheMiddleThree() {
        // One value each, of a norm that stays because the rest of the update makes all norms equal.
        List<SparseUpdate> updates = new ArrayList<>();
        float[] values = {5, 1, 4, 2, 3};
        for (float value : values) {
            updates.add(all(value, (float) Math.sqrt(64 - value * value)));
        }
        assertThat(moved(MergeRule.TRIMMED_MEAN, updates)[0]).isEqualTo(-3);
        assertThat(moved(MergeRule.MEDIAN, updates)[0]).isEqualTo(-3);
        assertThat(moved(MergeRule.MEAN, updates)[0]).isEqualTo(-3);
    }

    @Test
    void twoSendersOfOneCoordinateMoveItByTheirMeanOrUnderTheMedianAsFarAsBothWish() {
        List<SparseUpdate> agreeing = List.of(all(3, 4), all(4, 3));
        assertThat(moved(MergeRule.TRIMMED_MEAN, agreeing)).containsExactly(-3.5f, -3.5f);
        assertThat(moved(MergeRule.MEDIAN, agreeing)).containsExactly(-3, -3);
        List<SparseUpdate> opposed = List.of(all(3, 4), all(-4, 3));
        assertThat(moved(MergeRule.MEDIAN, opposed)).containsExactly(0, -3);
    }

    @ParameterizedTest
    @EnumSource
    void aLoneHonestSenderIsHeardUnderEveryRule(MergeRule merge) {
        List<SparseUpdate> updates = honest(1, 64);
        float[] moved = moved(merge, updates);
        double share = merge == MergeRule.MEAN ? 1.0 / HONEST : 1;
        float[][] sent = dense(updates);
        int shortened = 0;
        int alone = 0;
        for (int at = 0; at < SIZE; at++) {
            double[] values = at(sent, at).filter(v -> v != 0).toArray();
            if (values.length == 1) {
                alone++;
                shortened += Math.abs(-moved[at] - share * values[0]) > 0.2 * share * Math.abs(values[0]) ? 1 : 0;
            }
        }
        assertThat(alone).isGreaterThan(SIZE / 20);
        assertThat((double) shortened / alone)
                .as("shortened by more than a fifth")
                .isLessThan(0.01);
    }

    @Test
    void aBombOfFewCoordinatesIsAsLongAsATensorUnlessItsValuesAreCapped() {
        List<SparseUpdate> updates = honest(2, 64);
        float largest = largest(moved(MergeRule.SCATTER_MEAN, updates));
        updates.add(3, at(new int[] {3_000, 77}, 1e20f, -1e20f));
        assertThat(largest(moved(MergeRule.SCATTER_MEAN, updates))).isGreaterThan(3 * largest);
        assertThat(largest(moved(MergeRule.TRIMMED_MEAN, updates))).isLessThanOrEqualTo(largest);
        assertThat(largest(moved(MergeRule.MEDIAN, updates))).isLessThanOrEqualTo(largest);
    }

    @Test
    void whereThreeOrMoreSendOneLiarStaysWithinWhatTheHonestSay() {
        for (MergeRule merge : List.of(MergeRule.TRIMMED_MEAN, MergeRule.MEDIAN)) {
            List<SparseUpdate> updates = honest(3, 1);
            float[][] sent = dense(updates);
            updates.add(flipped(updates.getFirst(), 30));
            float[] moved = moved(merge, updates);
            for (int at = 0; at < SIZE; at++) {
                double low = -at(sent, at).max().orElseThrow();
                double high = -at(sent, at).min().orElseThrow();
                // The cap shortens what the honest say, so zero belongs to their range.
                assertThat((double) moved[at]).isBetween(Math.min(0, low), Math.max(0, high));
            }
        }
    }

    @Test
    void twoOfTwoSendersMayColludeUpToTheCapAndTwoOfThreeWin() {
        List<SparseUpdate> updates = honest(4, 64);
        int[] alone = firstUnsent(updates, 8);
        float[] lie = new float[8];
        Arrays.fill(lie, 1e6f);
        updates.add(at(alone, lie));
        updates.add(at(alone, lie));
        MedianNorm norms = MedianNorm.of(LAYOUT, updates);
        float cap = norms.caps(updates, ParallelFor.SEQUENTIAL)[0];
        assertThat(moved(MergeRule.MEDIAN, updates)[alone[0]]).isEqualTo(-cap);
        assertThat(moved(MergeRule.TRIMMED_MEAN, updates)[alone[0]]).isEqualTo(-cap);
        assertThat(-moved(MergeRule.SCATTER_MEAN, updates)[alone[0]]).isGreaterThan(1.5f * cap);
    }

    @Test
    void noRuleSeesALieThatIsAloneAndOfOrdinarySize() {
        List<SparseUpdate> updates = honest(5, 64);
        SparseUpdate liar = flipped(updates.removeFirst(), 1);
        updates.add(liar);
        for (MergeRule merge : MergeRule.values()) {
            float[] moved = moved(merge, updates);
            double along = 0;
            for (int i = 0; i < liar.positions(0).length; i++) {
                along -= (double) moved[liar.positions(0)[i]] * liar.values(0)[i];
            }
            assertThat(along).as("%s follows the liar where it is alone", merge).isPositive();
        }
    }

    @Test
    void aQuietLiarLowersTheCapNoFurtherThanAnHonestPeers() {
        List<SparseUpdate> updates = honest(6, 64);
        double[] largest = updates.stream().mapToDouble(u -> u.largest(0)).toArray();
        updates.add(0, at(new int[] {0}, 1e-30f));
        updates.add(0, at(new int[] {0}, 1e-30f));
        MedianNorm norms = MedianNorm.of(LAYOUT, updates);
        double least = Arrays.stream(largest).min().orElseThrow();
        assertThat((double) norms.caps(updates, ParallelFor.SEQUENTIAL)[0]).isGreaterThan(0.5 * least);
    }

    private static List<SparseUpdate> honest(long seed, int sparsity) {
        SplittableRandom random = new SplittableRandom(seed);
        return new ArrayList<>(IntStream.range(0, HONEST)
                .mapToObj(i -> Updates.update(LAYOUT, random, sparsity, 1))
                .toList());
    }

    private static SparseUpdate flipped(SparseUpdate update, float times) {
        float[] values = update.values(0).clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= -times;
        }
        return at(update.positions(0), values);
    }

    private static int[] firstUnsent(List<SparseUpdate> updates, int count) {
        // The first chunk's first row ascends on the wire.
        float[][] sent = dense(updates);
        return IntStream.range(0, 64)
                .filter(at -> at(sent, at).allMatch(v -> v == 0))
                .limit(count)
                .toArray();
    }

    private static float[][] dense(List<SparseUpdate> updates) {
        return updates.stream().map(u -> u.dense().values(0)).toArray(float[][]::new);
    }

    private static DoubleStream at(float[][] sent, int at) {
        return Arrays.stream(sent).mapToDouble(values -> values[at]);
    }

    private static float[] moved(MergeRule merge, List<SparseUpdate> updates) {
        Parameters theta = Parameters.zeros(updates.getFirst().layout());
        OuterStep.apply(theta, updates, new StepRule(merge, false, 1, 256), ParallelFor.SEQUENTIAL);
        return theta.values(0);
    }

    private static float largest(float[] moved) {
        float largest = 0;
        for (float each : moved) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }

    private static SparseUpdate at(int[] positions, float... values) {
        return SparseUpdate.of(LAYOUT, new int[][] {positions}, new float[][] {values}, ParallelFor.SEQUENTIAL);
    }

    /** A vector of which everything is sent. */
    private static SparseUpdate all(float... values) {
        return Updates.vector(values.length, IntStream.range(0, values.length).toArray(), values);
    }
}
