package io.grail.learning.generate;

import io.grail.learning.device.Native;
import io.grail.learning.model.LanguageModel;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.bytedeco.pytorch.Tensor;

/** Continues a text, token by token. */
public final class Generator implements AutoCloseable {
    private final LanguageModel model;
    private final KeyValueCache cache;

    private Generator(LanguageModel model, int capacity) {
        this.model = model;
        this.cache = new KeyValueCache(model, capacity);
    }

    /**
     * Draws up to {@code maxTokens} tokens after {@code prompt}.
     *
     * @param prompt at least one token
     * @param onToken sees each token at once, and answers whether to go on after it
     * @return the new tokens
     */
    public static int[] generate(
            LanguageModel model, int[] prompt, int maxTokens, Sampling sampling, IntPredicate onToken) {
        if (prompt.length == 0 || maxTokens < 0) {
            throw new IllegalArgumentException(
                    "a prompt of " + prompt.length + " tokens, to be continued by " + maxTokens);
        }
        int[] tokens = new int[maxTokens];
        Sampler sampler = new Sampler(sampling);
        try (var generator = new Generator(model, Math.addExact(prompt.length, maxTokens))) {
            int[] next = prompt;
            for (int count = 0; count < maxTokens; ) {
                tokens[count] = sampler.draw(generator.scores(next));
                next = new int[] {tokens[count++]};
                if (!onToken.test(next[0])) {
                    return Arrays.copyOf(tokens, count);
                }
            }
        }
        return tokens;
    }

    /** Reads more tokens, and gives the score of every token that may follow them. */
    float[] scores(int[] more) {
        int[][] row = {more};
        float[] scores = new float[model.config().vocabSize()];
        for (int token : more) {
            if (token < 0 || token >= scores.length) {
                throw new IllegalArgumentException("token " + token + " is not in [0, " + scores.length + ")");
            }
        }
        try (var _ = Native.scope()) {
            Tensor hidden = model.hidden(Native.ids(model.device(), row, 0, more.length), cache); // [T, D]
            Native.read(model.logits(hidden.narrow(0, more.length - 1L, 1)), scores); // [1, V]
        }
        return scores;
    }

    /** A reader with room for {@code capacity} tokens. */
    static Generator reader(LanguageModel model, int capacity) {
        return new Generator(model, capacity);
    }

    @Override
    public void close() {
        cache.close();
    }
}
