package io.grail.protocol.run;

/**
 * Section {@code [inner]}: what a miner does in one window.
 *
 * @param steps H optimiser steps
 * @param batch samples in a step
 * @param optimizer {@code adamw}; {@code muon}: Muon for the matrices between embedding and head, AdamW for the rest;
 *     {@code sgd}: plain gradient descent, for profile {@code demo}, whose error feedback is a momentum
 * @param learningRate peak of the schedule: linear warm-up, then cosine down to {@code finalFraction} of the peak
 * @param warmupSteps counted over the whole run, as are the schedule's steps
 * @param beta1 decay of the first moment, which is Muon's momentum
 * @param beta2 decay of AdamW's second moment
 * @param clip bound of the gradient's global L2 norm
 */
public record InnerConfig(
        int steps,
        int batch,
        String optimizer,
        double learningRate,
        int warmupSteps,
        double finalFraction,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double clip) {
    /** Bounds the list of one miner's samples. */
    private static final int MAX_SAMPLES = 1 << 24;

    public InnerConfig {
        Range.check("inner.steps", steps, 1, 100_000);
        Range.check("inner.batch", batch, 1, 1 << 20);
        Range.check("inner.steps × inner.batch", (long) steps * batch, 1, MAX_SAMPLES);
        Range.check(
                "inner.optimizer", optimizer.matches("adamw|muon|sgd"), optimizer, "\"adamw\", \"muon\" or \"sgd\"");
        Range.check("inner.learningRate", learningRate, 1e-9, 10);
        Range.check("inner.warmupSteps", warmupSteps, 0, 1_000_000);
        Range.check("inner.finalFraction", finalFraction, 0, 1);
        Range.check("inner.beta1", beta1, 0, 0.99999);
        Range.check("inner.beta2", beta2, 0, 0.99999);
        Range.check("inner.epsilon", epsilon, 1e-15, 1e-2);
        Range.check("inner.weightDecay", weightDecay, 0, 10);
        Range.check("inner.clip", clip, 1e-6, 1e6);
    }

    /** The same with another optimiser. */
    public InnerConfig withOptimizer(String other) {
        return new InnerConfig(
                steps,
                batch,
                other,
                learningRate,
                warmupSteps,
                finalFraction,
                beta1,
                beta2,
                epsilon,
                weightDecay,
                clip);
    }

    /** Samples that one miner trains on in a window, no more and no fewer. */
    public int samplesPerWindow() {
        return steps * batch;
    }
}
