package io.grail.learning.model;

import org.bytedeco.pytorch.Tensor;

/** One layer: attention, then the feed-forward network, each on a normalised copy and added to the residual stream. */
record DecoderBlock(RmsNorm attentionNorm, Attention attention, RmsNorm feedForwardNorm, FeedForward feedForward) {
    /** x of shape [N, D] → [N, D]. */
    Tensor forward(Tensor x, Span span, Memory.Layer memory) {
        Tensor attended = x.add(attention.forward(attentionNorm.forward(x), span, memory)); // [N, D]
        return attended.add(feedForward.forward(feedForwardNorm.forward(attended))); // [N, D]
    }
}
