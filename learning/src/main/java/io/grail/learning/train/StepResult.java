package io.grail.learning.train;

/**
 * What one optimiser step saw, before it changed the parameters.
 *
 * @param loss mean over all tokens of the batch, in nats
 * @param gradientNorm global L2 norm before clipping
 * @param learningRate used in this step
 */
public record StepResult(double loss, double gradientNorm, double learningRate) {}
