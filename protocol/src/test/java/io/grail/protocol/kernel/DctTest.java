package io.grail.protocol.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DctTest {
    private final Dct dct = new Dct(Lanes.best());

    @Test
    void coefficientsAreThoseOfTheDefinition() {
        SplittableRandom random = new SplittableRandom(1);
        int[][] shapes = {{64, 64}, {64, 17}, {1, 64}, {63, 48}, {2, 3}, {40, 56}, {1, 1}, {12, 9}};
        for (int[] shape : shapes) {
            float[] chunk = numbers(random, shape[0] * shape[1]);
            double[] expected = definition(chunk, shape[0], shape[1]);
            dct.forward(chunk, shape[0], shape[1]);
            for (int i = 0; i < chunk.length; i++) {
                assertThat((double) chunk[i])
                        .as("%d x %d at %d", shape[0], shape[1], i)
                        .isCloseTo(expected[i], within(4e-6));
            }
        }
    }

    @Test
    void theInverseGivesTheNumbersBackForEveryLengthOfASide() {
        SplittableRandom random = new SplittableRandom(2);
        for (int rows = 1; rows <= Dct.LONGEST; rows++) {
            int columns = random.nextInt(1, Dct.LONGEST + 1);
            float[] chunk = numbers(random, rows * columns);
            float[] back = chunk.clone();
            dct.forward(back, rows, columns);
            dct.inverse(back, rows, columns);
            for (int i = 0; i < chunk.length; i++) {
                assertThat(back[i]).as("%d x %d at %d", rows, columns, i).isCloseTo(chunk[i], within(4e-6f));
            }
        }
    }

    @Test
    void theRunOfAVectorIsTransformedInStretches() {
        SplittableRandom random = new SplittableRandom(5);
        for (int length : new int[] {65, 128, 512, 1_000, 4_095, 4_096}) {
            float[] run = numbers(random, length);
            float[] expected = run.clone();
            for (int start = 0; start < length; start += 64) {
                float[] stretch = Arrays.copyOfRange(run, start, Math.min(start + 64, length));
                dct.forward(stretch, 1, stretch.length);
                System.arraycopy(stretch, 0, expected, start, stretch.length);
            }
            float[] transformed = run.clone();
            dct.forward(transformed, 1, length);
            assertThat(transformed).as("%d", length).isEqualTo(expected);
            dct.inverse(transformed, 1, length);
            for (int i = 0; i < length; i++) {
                assertThat(transformed[i]).as("%d", length).isCloseTo(run[i], within(4e-6f));
            }
        }
    }

    @Test
    void lengthsAreKept() {
        SplittableRandom random = new SplittableRandom(3);
        for (int length = 1; length <= Dct.LONGEST; length++) {
            float[] chunk = numbers(random, length * 64);
            double before = norm(chunk);
            dct.forward(chunk, length, 64);
            assertThat(norm(chunk)).as("%d rows", length).isCloseTo(before, within(2e-6 * before));
        }
    }

    @Test
    void plainJavaAndTheVectorApiGiveTheSameBits() {
        Dct plain = new Dct(new ScalarLanes());
        Dct vector = new Dct(new VectorLanes());
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int rows = random.nextInt(3) == 0 ? 64 : random.nextInt(1, 65);
            int columns = random.nextInt(3) == 0 ? 64 : random.nextInt(1, 65);
            float[] one = numbers(random, rows * columns);
            if (random.nextBoolean()) {
                thin(random, one);
            }
            float[] other = one.clone();
            plain.forward(one, rows, columns);
            vector.forward(other, rows, columns);
            assertThat(other).as("seed %d", seed).isEqualTo(one);
            thin(random, one);
            other = one.clone();
            plain.inverse(one, rows, columns);
            vector.inverse(other, rows, columns);
            assertThat(other).as("seed %d", seed).isEqualTo(one);
        }
    }

    @Test
    void whatAChunkBecomesDoesNotDependOnTheOneBefore() {
        float[] chunk = numbers(new SplittableRandom(4), 37 * 21);
        float[] again = chunk.clone();
        new Dct(Lanes.best()).forward(chunk, 37, 21);
        float[] infinite = new float[4_096];
        Arrays.fill(infinite, Float.POSITIVE_INFINITY);
        dct.forward(infinite, 64, 64);
        dct.forward(again, 37, 21);
        assertThat(again).isEqualTo(chunk);
    }

    /** Leaves a few numbers, zeros of both signs between them. */
    private static void thin(SplittableRandom random, float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (random.nextInt(50) != 0) {
                numbers[i] *= 0;
            }
        }
    }

    private static float[] numbers(SplittableRandom random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static double norm(float[] numbers) {
        double squares = 0;
        for (float number : numbers) {
            squares += (double) number * number;
        }
        return Math.sqrt(squares);
    }

    /** c(u, v) = s(u) s(v) Σ x(i, j) cos(π (2i + 1) u / 2h) cos(π (2j + 1) v / 2w). */
    private static double[] definition(float[] chunk, int rows, int columns) {
        double[] coefficients = new double[chunk.length];
        for (int u = 0; u < rows; u++) {
            for (int v = 0; v < columns; v++) {
                double sum = 0;
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        sum += chunk[i * columns + j] * basis(rows, i, u) * basis(columns, j, v);
                    }
                }
                coefficients[u * columns + v] = sum;
            }
        }
        return coefficients;
    }

    private static double basis(int length, int place, int frequency) {
        double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / length);
        return scale * Math.cos(Math.PI * (2 * place + 1) * frequency / (2.0 * length));
    }
}
