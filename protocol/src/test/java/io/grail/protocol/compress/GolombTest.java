package io.grail.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GolombTest {
    @Test
    void everyGapComesBackWhateverTheParameter() {
        SplittableRandom random = new SplittableRandom(1);
        for (int m = 1; m <= 4_096; m += m < 70 ? 1 : random.nextInt(1, 90)) {
            Golomb code = Golomb.ofParameter(m);
            int[] gaps = random.ints(200, 0, random.nextInt(1, 4_097)).toArray();
            BitWriter out = new BitWriter(200 * 600);
            for (int gap : gaps) {
                code.write(gap, out);
            }
            byte[] bytes = out.finish();
            BitReader in = new BitReader(bytes, 0, bytes.length);
            for (int gap : gaps) {
                assertThat(in.golomb(code, 4_096)).as("m = %d", m).isEqualTo(gap);
            }
            in.finish();
        }
    }

    @Test
    void theParameterIsTheBestOrNextToIt() {
        for (int kept : new int[] {1, 2, 3, 4, 16, 32, 64, 90, 128, 500, 1_600, 2_000, 4_096}) {
            double ours = expectedBits(4_096, kept, Golomb.of(4_096, kept));
            for (int m = 1; m <= 4_096; m++) {
                assertThat(ours)
                        .as("k = %d, m = %d", kept, m)
                        .isLessThan((kept < 16 ? 1.05 : 1.005) * expectedBits(4_096, kept, Golomb.ofParameter(m)));
            }
        }
    }

    @Test
    void positionsTakeLittleMoreThanTheyMust() {
        for (int kept : new int[] {16, 32, 64, 128, 256}) {
            double least = log2Choose(4_096, kept) / kept;
            double ours = expectedBits(4_096, kept, Golomb.of(4_096, kept));
            System.out.printf(
                    "%d of 4096: %.3f bits a position, %.3f at the least: %.2f %% more%n",
                    kept, ours, least, 100 * (ours / least - 1));
            assertThat(ours).isLessThan(1.017 * least);
        }
    }

    private static double log2Choose(int n, int k) {
        double bits = 0;
        for (int i = 0; i < k; i++) {
            bits += Math.log((double) (n - i) / (k - i)) / Math.log(2);
        }
        return bits;
    }

    /** Of one gap between uniform positions: k of n drawn without return. */
    private static double expectedBits(int size, int kept, Golomb code) {
        double expected = 1 + code.highBits();
        double tail = 1;
        for (int gap = 0; gap <= size - kept; gap++) {
            // tail = P(this gap or more)
            double next = tail * (size - kept - gap) / (size - gap);
            expected += (tail - next) * (gap / code.m() + (gap % code.m() >= code.cut() ? 1 : 0));
            tail = next;
        }
        return expected;
    }
}
