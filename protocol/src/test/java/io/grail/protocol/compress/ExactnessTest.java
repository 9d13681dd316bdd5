package io.grail.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.kernel.ScalarLanes;
import io.grail.protocol.kernel.VectorLanes;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.Pool;
import io.grail.protocol.state.TensorShape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Threads and processors differ between miners and validators; bytes do not. */
class ExactnessTest {
    /** More than one segment of a tensor, edges of every kind, one tensor smaller than a vector register. */
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            TensorShape.matrix("a", 1_030, 1_100),
            TensorShape.matrix("b", 65, 63),
            TensorShape.vector("c", 9_001),
            TensorShape.matrix("d", 1, 5)));

    @Test
    void neitherThreadsNorTheVectorApiChangeABit() {
        for (CompressionConfig config : Samples.everyMode(64)) {
            for (long seed = 0; seed < 2; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Parameters before = Samples.numbers(LAYOUT, random);
                Parameters delta = Samples.numbers(LAYOUT, random);
                Parameters expectedRest = delta.copy();
                Codec plain = new Codec(LAYOUT, config, new ScalarLanes());
                byte[] expected = plain.compress(before, expectedRest, ParallelFor.SEQUENTIAL);
                Parameters decoded =
                        plain.decode(expected, ParallelFor.SEQUENTIAL).dense();
                for (int threads : new int[] {1, 2, 7}) {
                    for (Lanes lanes : List.of(new ScalarLanes(), new VectorLanes())) {
                        String what = config + ", seed " + seed + ", " + threads + " threads, " + lanes;
                        Codec codec = new Codec(LAYOUT, config, lanes);
                        try (Pool pool = new Pool(threads)) {
                            Parameters rest = delta.copy();
                            assertThat(codec.compress(before, rest, pool))
                                    .as(what)
                                    .isEqualTo(expected);
                            assertThat(rest.sameBits(expectedRest)).as(what).isTrue();
                            assertThat(codec.decode(expected, pool).dense().sameBits(decoded))
                                    .as(what)
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }

    @Test
    void selectionDoesNotDependOnTheChunksBefore() {
        SplittableRandom random = new SplittableRandom(9);
        float[] chunk = new float[4_096];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = (float) random.nextGaussian();
        }
        int largest = new ScalarLanes().largest(chunk, chunk.length);
        TopK fresh = new TopK(4_096, Lanes.best());
        int count = fresh.select(chunk, 4_096, 64, largest);
        for (float scale : new float[] {1e-30f, 0.9f, 1.1f, 3, 1e30f}) {
            float[] other = chunk.clone();
            for (int i = 0; i < other.length; i++) {
                other[i] *= scale;
            }
            TopK used = new TopK(4_096, Lanes.best());
            used.select(other, 4_096, 64, new ScalarLanes().largest(other, other.length));
            assertThat(used.select(chunk, 4_096, 64, largest)).isEqualTo(count);
            for (int i = 0; i < count; i++) {
                assertThat(used.position(i)).isEqualTo(fresh.position(i));
            }
        }
    }

    @Test
    void manyEqualMagnitudesEndToo() {
        float[] chunk = new float[4_096];
        for (int equal : new int[] {1, 63, 64, 65, 1_000, 4_096}) {
            Arrays.fill(chunk, 0, equal, -1);
            chunk[4_095] = 1 + Math.ulp(1f);
            TopK selector = new TopK(4_096, Lanes.best());
            for (int again = 0; again < 2; again++) {
                int count = selector.select(chunk, 4_096, 64, new ScalarLanes().largest(chunk, 4_096));
                assertThat(count).isEqualTo(Math.min(64, equal == 4_096 ? 4_096 : equal + 1));
                assertThat(selector.position(count - 1)).isEqualTo(4_095);
                assertThat(selector.position(0)).isEqualTo(0);
            }
        }
    }
}
