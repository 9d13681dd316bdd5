package io.grail.protocol.kernel;

/**
 * What a step with Nesterov's momentum moves.
 *
 * @param target θ
 * @param velocity v, one number for each of θ
 * @param decay μ
 * @param rate α
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Momentum(float[] target, float[] velocity, float decay, float rate) {}
