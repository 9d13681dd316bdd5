package io.grail.bench.codec;

import io.grail.node.cli.UsageException;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.TensorShape;
import java.util.List;
import java.util.SplittableRandom;

/** A decoder whose updates are measured; nothing is trained. */
public record BigModel(ModelConfig config, ParameterLayout layout) {
    private static final int HEAD = 64;
    private static final int KEY_HEADS = 4;
    /** Deviation of the logarithm of a row's scale: rows of a real gradient differ by factors. */
    private static final double SPREAD = 0.7;

    private static final double SCALE = 1e-3;

    /** The decoder of about so many million parameters: of 26.2 for 25, of 125.8 for 125. */
    public static BigModel of(int millions) {
        return switch (millions) {
            case 25 -> of(config(8_192, 512, 7, 8, 1_536));
            case 125 -> of(config(65_536, 768, 12, 12, 2_048));
            default -> throw new UsageException("--parameters takes 25 or 125, millions, got " + millions);
        };
    }

    private static BigModel of(ModelConfig config) {
        return new BigModel(config, LlamaLayout.of(config));
    }

    private static ModelConfig config(int vocabulary, int width, int layers, int heads, int ffnWidth) {
        return new ModelConfig(
                "llama", vocabulary, width, layers, heads, KEY_HEADS, HEAD, ffnWidth, 10_000, 1e-5, true, "");
    }

    /** Sizes of every tensor, as Python writes them. */
    List<List<Integer>> shapes() {
        return layout.tensors().stream()
                .map(t -> t.dimensions() == 1 ? List.of(t.columns()) : List.of(t.rows(), t.columns()))
                .toList();
    }

    /** Heavy-tailed numbers: Gaussian, each row with a scale of its own, which is log-normal. */
    public Parameters gradient(long seed, ParallelFor parallel) {
        Parameters gradient = Parameters.zeros(layout);
        parallel.run(layout.count(), tensor -> fill(gradient.values(tensor), layout.tensor(tensor), seed + tensor));
        return gradient;
    }

    private static void fill(float[] values, TensorShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int start = 0; start < values.length; start += shape.columns()) {
            double scale = SCALE * Math.exp(SPREAD * random.nextGaussian());
            for (int i = start; i < start + shape.columns(); i++) {
                values[i] = (float) (scale * random.nextGaussian());
            }
        }
    }
}
