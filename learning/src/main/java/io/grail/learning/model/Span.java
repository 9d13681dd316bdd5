package io.grail.learning.model;

import org.bytedeco.pytorch.Tensor;

/**
 * The tokens that one forward pass adds: B rows of T tokens.
 *
 * @param turns their rotary angles, [T, 1, K/2], complex
 * @param mask which tokens they may look at
 */
record Span(long batch, long tokens, Tensor turns, CausalMask mask) {}
