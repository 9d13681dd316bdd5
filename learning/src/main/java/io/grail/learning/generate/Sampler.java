package io.grail.learning.generate;

import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Draws tokens by their scores, with a generator of its own: the same seed and scores give the same tokens. */
final class Sampler {
    private final Sampling sampling;
    private final RandomGenerator random;

    Sampler(Sampling sampling) {
        this.sampling = sampling;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(sampling.seed());
    }

    /** The next token, given the score (logit) of each. */
    int draw(float[] scores) {
        int[] best = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer token) -> -scores[token]))
                .mapToInt(Integer::intValue)
                .limit(candidates(scores.length))
                .toArray();
        if (best.length == 1) {
            return best[0];
        }
        double[] weights = new double[best.length];
        double total = 0;
        for (int i = 0; i < best.length; i++) {
            weights[i] = StrictMath.exp((scores[best[i]] - scores[best[0]]) / sampling.temperature());
            total += weights[i];
        }
        int kept = nucleus(weights, total);
        double mass = 0;
        for (int i = 0; i < kept; i++) {
            mass += weights[i];
        }
        double left = random.nextDouble() * mass;
        for (int i = 0; i < kept; i++) {
            left -= weights[i];
            if (left < 0) {
                return best[i];
            }
        }
        return best[kept - 1];
    }

    private int candidates(int vocabulary) {
        if (sampling.temperature() == 0) {
            return 1;
        }
        return sampling.topK() == 0 ? vocabulary : Math.min(vocabulary, sampling.topK());
    }

    /** How many of the best tokens reach the probability top-p together. */
    private int nucleus(double[] weights, double total) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            if (sum >= sampling.topP() * total) {
                return i + 1;
            }
        }
        return weights.length;
    }
}
