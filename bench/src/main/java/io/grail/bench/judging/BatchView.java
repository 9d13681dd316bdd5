package io.grail.bench.judging;

import io.grail.learning.eval.Evaluator;
import io.grail.learning.model.LanguageModel;
import io.grail.node.sync.Samples;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.ScaledNudge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One batch at θ.
 *
 * @param losses of each sample
 * @param sampleEffects for each sample the first-order effect of every update
 * @param effects of every update on the first samples together
 */
record BatchView(List<Double> losses, List<double[]> sampleEffects, Map<Key, double[]> effects) {
    /** How many first samples, and what of their gradient. */
    record Key(int size, Slope slope) {}

    /** Sees {@code batch} sample by sample; a gradient at a time, whose sum is kept. */
    static BatchView of(LanguageModel model, Samples batch, List<ScaledNudge> nudges, List<Integer> sizes) {
        int[][] tokens = batch.tokens();
        List<Double> losses = new ArrayList<>();
        List<double[]> sampleEffects = new ArrayList<>();
        Map<Key, double[]> effects = new HashMap<>();
        Parameters sum = Parameters.zeros(model.layout());
        for (int i = 0; i < tokens.length; i++) {
            Evaluator.LossGradient seen = Evaluator.gradient(model, new int[][] {tokens[i]});
            losses.add(seen.loss());
            add(sum, seen.gradient());
            sampleEffects.add(effects(seen.gradient(), nudges));
            if (sizes.contains(i + 1)) {
                for (Slope slope : Slope.values()) {
                    effects.put(new Key(i + 1, slope), effects(slope.of(sum), nudges));
                }
            }
        }
        return new BatchView(losses, sampleEffects, effects);
    }

    private static double[] effects(Parameters gradient, List<ScaledNudge> nudges) {
        return ScaledNudge.effects(nudges, gradient, ParallelFor.SEQUENTIAL);
    }

    private static void add(Parameters sum, Parameters one) {
        for (int tensor = 0; tensor < sum.layout().count(); tensor++) {
            float[] values = sum.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] += one.values(tensor)[i];
            }
        }
    }

    /** Mean loss of the first samples. */
    double loss(int size) {
        return losses.stream().limit(size).mapToDouble(loss -> loss).average().orElseThrow();
    }

    double[] effects(int size, Slope slope) {
        return Objects.requireNonNull(effects.get(new Key(size, slope)), "not seen in that size");
    }
}
