package io.grail.node.sync;

import io.grail.learning.data.Dataset;
import io.grail.learning.data.SampleRange;
import io.grail.learning.eval.Evaluator;
import io.grail.learning.model.LanguageModel;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Samples read from the dataset, and the loss of a model on them. */
public final class Samples {
    private final int[][] tokens;
    private final long textBytes;

    private Samples(int[][] tokens, long textBytes) {
        this.tokens = tokens;
        this.textBytes = textBytes;
    }

    public static Samples of(Dataset data, long[] indices) {
        int[][] tokens = new int[indices.length][];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = data.sample(indices[i]);
        }
        return new Samples(tokens, LongStream.of(indices).map(data::textBytes).sum());
    }

    /** All samples of a range. */
    public static Samples of(Dataset data, SampleRange range) {
        return of(data, LongStream.range(range.from(), range.to()).toArray());
    }

    /** At most {@code limit} samples, evenly spread over a range: neighbours come from one document. */
    public static Samples spread(Dataset data, SampleRange range, int limit) {
        long count = Math.min(limit, range.size());
        return of(
                data,
                LongStream.range(0, count)
                        .map(i -> range.from() + i * range.size() / count)
                        .toArray());
    }

    /** L + 1 tokens each, not a copy. */
    public int[][] tokens() {
        return tokens;
    }

    /** Loss of each sample in nats per token. */
    public double[] losses(LanguageModel model) {
        return Evaluator.losses(model, tokens);
    }

    /** Mean loss in nats per token; binary64 in sample order, so that equal losses give equal means. */
    public double loss(LanguageModel model) {
        double[] losses = losses(model);
        return Arrays.stream(losses).reduce(0, Double::sum) / losses.length;
    }

    /** Mean loss in nats per token as bits per byte of text. */
    public double bitsPerByte(double nats) {
        double targets =
                Arrays.stream(tokens).mapToLong(sample -> sample.length - 1L).sum();
        return nats * targets / StrictMath.log(2) / textBytes;
    }
}
