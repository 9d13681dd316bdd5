package io.grail.learning.generate;

/**
 * How the next token is drawn.
 *
 * @param temperature divides the scores; 0 always takes the best
 * @param topK only the so many best tokens; 0 for all
 * @param topP only the fewest best tokens that together have this probability, in (0, 1]
 * @param seed of the draws
 */
public record Sampling(double temperature, int topK, double topP, long seed) {
    public Sampling {
        require(temperature >= 0 && temperature <= 100, "temperature", temperature, "[0, 100]");
        require(topK >= 0, "top-k", topK, "0 for all, or at least 1");
        require(topP > 0 && topP <= 1, "top-p", topP, "(0, 1]");
    }

    private static void require(boolean holds, String name, double value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be in " + allowed);
        }
    }
}
