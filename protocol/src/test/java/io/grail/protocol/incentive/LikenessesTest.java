package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.hotkey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.TensorShape;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LikenessesTest {
    private static final ParameterLayout LAYOUT =
            new ParameterLayout(List.of(TensorShape.vector("a", 5_000), TensorShape.vector("b", 100)));

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void aCopyIsFoundOnBothSidesHoweverItIsScaled() {
        SparseUpdate original = honest();
        var found = likenesses(original, changed(original, 3, 0), honest(), honest());

        for (int side = 0; side < 2; side++) {
            Likeness likeness = of(found, side);
            assertThat(likeness.other()).isEqualTo(hotkey(1 - side));
            assertThat(likeness.positions()).isEqualTo(1);
            assertThat(likeness.excess()).as("seed %d", seed).isCloseTo(1, within(1e-6));
        }
        assertThat(of(found, 2).excess()).as("seed %d", seed).isLessThan(0.3);
    }

    @Test
    void noiseOnACopyMakesItLessAlikeButNotAsUsual() {
        SparseUpdate original = honest();
        double light = of(likenesses(original, changed(original, 1, 0.3f), honest(), honest()), 0)
                .excess();
        double heavy = of(likenesses(original, changed(original, 1, 1f), honest(), honest()), 0)
                .excess();

        assertThat(light).as("seed %d", seed).isBetween(0.85, 0.99);
        assertThat(heavy).as("seed %d", seed).isBetween(0.4, light);
    }

    @Test
    void ofFewerThanThreeUpdatesNothingIsSaid() {
        SparseUpdate original = honest();
        assertThat(likenesses(original, original)).isEmpty();
        assertThat(likenesses(original)).isEmpty();
        assertThat(likenesses()).isEmpty();
    }

    @Test
    void whereAllAreAlikeItIsUsual() {
        SparseUpdate original = honest();
        var found = likenesses(original, original, original);

        assertThat(found).hasSize(3);
        found.values().forEach(likeness -> assertThat(likeness.excess()).isLessThan(1e-6));
    }

    @Test
    void emptyAndUnboundedUpdatesAreLikeNothing() {
        int[][] positions = {{3, 7}, {}};
        SparseUpdate zeros = update(positions, new float[][] {{0, 0}, {}});
        SparseUpdate huge = update(positions, new float[][] {{Float.MAX_VALUE, Float.POSITIVE_INFINITY}, {}});
        SparseUpdate nothing = update(new int[][] {{}, {}}, new float[][] {{}, {}});
        var found = likenesses(zeros, huge, nothing, nothing);

        assertThat(found).hasSize(4);
        found.values().forEach(likeness -> assertThat(likeness.excess()).isZero());
        assertThat(of(found, 2).positions()).isZero();
    }

    /** In the plane: cosines 0, 0.6, 0.6, 0.8, 0.8 and 0.96, of which the fourth is usual. */
    @Test
    void anExcessIsWhatIsBeyondTheUpperQuartileOfAllPairs() {
        var found = likenesses(plane(1, 0), plane(3, 4), plane(4, 3), plane(0, 1));

        assertThat(of(found, 0).other()).isEqualTo(hotkey(2));
        assertThat(of(found, 0).excess()).isCloseTo(0, within(1e-12));
        assertThat(of(found, 1).other()).isEqualTo(hotkey(2));
        assertThat(of(found, 1).excess()).isCloseTo(0.8, within(1e-12));
        assertThat(of(found, 2).other()).isEqualTo(hotkey(1));
        assertThat(of(found, 2).excess()).isCloseTo(0.8, within(1e-12));
        assertThat(of(found, 3).other()).isEqualTo(hotkey(1));
        assertThat(of(found, 3).positions()).isEqualTo(1);
    }

    @Test
    void ofSeveralThatAreEquallyAlikeTheFirstIsNamed() {
        var found = likenesses(plane(0, 1), plane(1, 0), plane(1, 0), plane(1, 0));

        assertThat(found.values())
                .extracting(Likeness::other)
                .containsExactly(hotkey(1), hotkey(2), hotkey(1), hotkey(1));
    }

    private static SparseUpdate plane(float x, float y) {
        return update(new int[][] {{}, {3, 4}}, new float[][] {{}, {x, y}});
    }

    private SparseUpdate honest() {
        int[][] positions = {
            random.ints(0, 5_000).distinct().limit(300).sorted().toArray(), {1, 50}
        };
        float[][] values = new float[2][];
        for (int tensor = 0; tensor < 2; tensor++) {
            values[tensor] = new float[positions[tensor].length];
            for (int i = 0; i < values[tensor].length; i++) {
                values[tensor][i] = (float) random.nextGaussian();
            }
        }
        return update(positions, values);
    }

    private SparseUpdate changed(SparseUpdate update, float factor, float noise) {
        float[][] values = new float[2][];
        for (int tensor = 0; tensor < 2; tensor++) {
            values[tensor] = update.values(tensor).clone();
            for (int i = 0; i < values[tensor].length; i++) {
                values[tensor][i] = factor * values[tensor][i] + noise * (float) random.nextGaussian();
            }
        }
        return update(new int[][] {update.positions(0), update.positions(1)}, values);
    }

    private static SparseUpdate update(int[][] positions, float[][] values) {
        return SparseUpdate.of(LAYOUT, positions, values, ParallelFor.SEQUENTIAL);
    }

    private static SortedMap<Hotkey, Likeness> likenesses(SparseUpdate... updates) {
        SortedMap<Hotkey, SparseUpdate> byHotkey = new TreeMap<>();
        for (int i = 0; i < updates.length; i++) {
            byHotkey.put(hotkey(i), updates[i]);
        }
        return Likenesses.of(byHotkey, ParallelFor.SEQUENTIAL);
    }

    private static Likeness of(SortedMap<Hotkey, Likeness> found, int index) {
        return java.util.Objects.requireNonNull(found.get(hotkey(index)));
    }
}
