package io.grail.learning.model;

import org.bytedeco.pytorch.Tensor;

/**
 * The tokens that one forward pass adds: B rows of T tokens.
 *
 * @param turns their rotary angles, [T, 1, K/2], complex
 */
record Span(long batch, long tokens, Tensor turns) {
    /** A single new token may see all there is, so that no mask is needed. */
    boolean isCausal() {
        return tokens > 1;
    }
}
