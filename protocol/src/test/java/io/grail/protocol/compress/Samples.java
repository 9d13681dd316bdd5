package io.grail.protocol.compress;

import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.TensorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random shapes and numbers for tests; everything follows from the generator's seed. */
final class Samples {
    static final CompressionConfig DEFAULT = new CompressionConfig("sparseloco", 64, 2, 0.95);

    /** Widths of a value. */
    static final int[] BITS = {1, 2, 4, 32};

    private Samples() {}

    static CompressionConfig topK(int topK) {
        return new CompressionConfig("sparseloco", topK, 2, 0.95);
    }

    static CompressionConfig bits(int topK, int bits) {
        return new CompressionConfig("sparseloco", topK, bits, 0.95);
    }

    /** Any number of kept values below {@code bound}, any width of a value; without the DCT. */
    static CompressionConfig any(SplittableRandom random, int bound) {
        return bits(random.nextInt(1, bound), BITS[random.nextInt(BITS.length)]);
    }

    /** One of each profile and width of a value. */
    static List<CompressionConfig> everyMode(int topK) {
        List<CompressionConfig> modes = new ArrayList<>();
        for (String profile : List.of("sparseloco", "demo")) {
            for (int bits : BITS) {
                modes.add(new CompressionConfig(profile, topK, bits, 0.95));
            }
        }
        return modes;
    }

    /** One to four tensors of awkward sizes. */
    static ParameterLayout layout(SplittableRandom random) {
        List<TensorShape> tensors = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            tensors.add(
                    random.nextInt(3) == 0
                            ? TensorShape.vector("v" + i, random.nextInt(1, 10_000))
                            : TensorShape.matrix("m" + i, random.nextInt(1, 200), random.nextInt(1, 200)));
        }
        return new ParameterLayout(tensors);
    }

    /** Heavy-tailed numbers with zeros, repeated magnitudes and a random overall scale. */
    static Parameters numbers(ParameterLayout layout, SplittableRandom random) {
        Parameters numbers = Parameters.zeros(layout);
        for (int tensor = 0; tensor < layout.count(); tensor++) {
            float[] values = numbers.values(tensor);
            double scale = Math.exp(random.nextDouble(-30, 5));
            double zeros = random.nextInt(3) == 0 ? random.nextDouble() : 0;
            boolean coarse = random.nextInt(4) == 0;
            for (int i = 0; i < values.length; i++) {
                double value = random.nextGaussian() * Math.exp(random.nextGaussian());
                double kept = random.nextDouble() < zeros ? 0 : coarse ? Math.rint(value) : value;
                values[i] = (float) (scale * kept);
            }
        }
        return numbers;
    }
}
