package io.grail.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.TensorShape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class QuantiserTest {
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(TensorShape.matrix("m", 1_024, 1_024)));

    @Test
    void errsAtMostAThirdOfWhatTheFourBinRuleDoes() {
        compare("Gaussian", SplittableRandom::nextGaussian, 0.0041);
        compare("Laplace", random -> sign(random) * random.nextExponential(), 0.0120);
        compare("Gaussian cubed", random -> Math.pow(random.nextGaussian(), 3), 0.045);
    }

    @Test
    void levelsRoundAsTheFormatSays() {
        assertThat(Levels.one(1).low()).isEqualTo(1);
        assertThat(Levels.one(1.004).low()).isEqualTo(1.0078125f);
        assertThat(Levels.one(Float.MAX_VALUE).low()).isFinite();
        assertThat(Levels.two(1, 1.03).single()).isTrue();
        assertThat(Levels.two(1, 1.04).high()).isEqualTo(1.0625f);
        assertThat(Levels.two(2, 2 * 1.96).high()).isEqualTo(2 * 1.9375f);
        assertThat(Levels.two(2, 2 * 1.97).high()).isEqualTo(4);
        assertThat(Levels.two(1, 100_000).high()).isEqualTo(248);
        assertThat(Levels.two(3e38, Float.MAX_VALUE).high()).isFinite();
    }

    private static void compare(String name, ToDoubleFunction<SplittableRandom> distribution, double allowed) {
        SplittableRandom random = new SplittableRandom(17);
        Parameters delta = Parameters.zeros(LAYOUT);
        for (int i = 0; i < delta.values(0).length; i++) {
            delta.values(0)[i] = (float) distribution.applyAsDouble(random);
        }
        Codec codec = new Codec(LAYOUT, Samples.DEFAULT);
        byte[] payload = codec.compress(Parameters.zeros(LAYOUT), delta.copy(), ParallelFor.SEQUENTIAL);
        SparseUpdate update = codec.decode(payload, ParallelFor.SEQUENTIAL);
        double[] exact = new double[update.values(0).length];
        double[] sent = new double[exact.length];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = delta.values(0)[update.positions(0)[i]];
            sent[i] = update.values(0)[i];
        }
        double ours = relativeError(exact, sent);
        double fourBins = relativeError(exact, fourBins(exact));
        System.out.printf("%s: relative squared error %.5f, four-bin rule %.5f%n", name, ours, fourBins);
        assertThat(ours).isLessThan(allowed).isLessThan(fourBins / 3);
    }

    private static int sign(SplittableRandom random) {
        return random.nextBoolean() ? 1 : -1;
    }

    private static double relativeError(double[] exact, double[] sent) {
        double error = 0;
        double total = 0;
        for (int i = 0; i < exact.length; i++) {
            error += (exact[i] - sent[i]) * (exact[i] - sent[i]);
            total += exact[i] * exact[i];
        }
        return error / total;
    }

    /** The rule of earlier runs: bins 1.5 standard deviations wide about the tensor's mean, each sent as its mean. */
    private static double[] fourBins(double[] exact) {
        double mean = 0;
        for (double value : exact) {
            mean += value / exact.length;
        }
        double variance = 0;
        for (double value : exact) {
            variance += (value - mean) * (value - mean) / (exact.length - 1);
        }
        double width = 1.5 * Math.sqrt(variance);
        double[] sums = new double[4];
        int[] counts = new int[4];
        int[] bins = new int[exact.length];
        for (int i = 0; i < exact.length; i++) {
            bins[i] = (int) Math.max(0, Math.min(3, Math.rint((exact[i] - mean) / width + 2)));
            sums[bins[i]] += exact[i];
            counts[bins[i]]++;
        }
        double[] sent = new double[exact.length];
        for (int i = 0; i < exact.length; i++) {
            sent[i] = sums[bins[i]] / counts[bins[i]];
        }
        return sent;
    }
}
