package io.grail.learning.eval;

import io.grail.learning.device.Native;
import io.grail.learning.model.HeadLoss;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.model.Memory;
import io.grail.learning.model.Samples;
import io.grail.protocol.state.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Measures a model on samples.
 *
 * <p>Each sample passes through the model alone, so that its loss cannot depend on its company: the same bits on the
 * same machine and thread count.
 */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Mean loss of each sample in nats per token.
     *
     * @param samples rows of L + 1 tokens
     */
    public static double[] losses(LanguageModel model, int[][] samples) {
        Samples.requireSamples(samples, model.config().vocabSize());
        double[] losses = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            losses[i] = loss(model, new int[][] {samples[i]});
        }
        return losses;
    }

    private static double loss(LanguageModel model, int[][] sample) {
        try (var _ = Native.scope()) {
            Tensor hidden = model.hidden(Samples.inputs(model.device(), sample), Memory.NONE);
            return mean(HeadLoss.losses(model, hidden, Samples.targets(model.device(), sample)));
        }
    }

    /** Mean of one sample's token losses; binary64 in token order. */
    private static double mean(Tensor tokenLosses) {
        float[] losses = new float[(int) tokenLosses.size(0)];
        Native.read(tokenLosses, losses);
        double sum = 0;
        for (float each : losses) {
            sum += each;
        }
        return sum / losses.length;
    }

    /**
     * A loss and its slope.
     *
     * @param losses of each sample in nats per token, to the bits of {@link Evaluator#losses}
     * @param gradient of their mean
     */
    public record LossGradient(List<Double> losses, Parameters gradient) {
        public LossGradient {
            losses = List.copyOf(losses);
        }

        /** Mean over all samples; binary64 in sample order. */
        public double loss() {
            double sum = 0;
            for (double each : losses) {
                sum += each;
            }
            return sum / losses.size();
        }
    }

    /** Loss and gradient in one pass over {@code samples}, which must have one length. */
    public static LossGradient gradient(LanguageModel model, int[][] samples) {
        Samples.requireSamples(samples, model.config().vocabSize());
        double tokens = (double) samples.length * (samples[0].length - 1);
        model.clearGradients();
        try {
            List<Double> losses = new ArrayList<>();
            for (int[] sample : samples) {
                int[][] row = {sample};
                try (var _ = Native.scope()) {
                    Tensor ids = Samples.inputs(model.device(), row);
                    losses.add(mean(model.backward(ids, Samples.targets(model.device(), row), 1 / tokens)));
                }
            }
            return new LossGradient(losses, gradients(model));
        } finally {
            model.clearGradients();
        }
    }

    private static Parameters gradients(LanguageModel model) {
        Parameters gradients = Parameters.zeros(model.layout());
        try (var _ = Native.scope()) {
            for (int i = 0; i < model.leaves().size(); i++) {
                var leaf = model.leaves().get(i);
                leaf.read(leaf.gradient(), gradients.values(i));
            }
        }
        return gradients;
    }
}
