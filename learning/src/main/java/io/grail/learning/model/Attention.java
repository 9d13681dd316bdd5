package io.grail.learning.model;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Causal self-attention in which groups of query heads share one head of keys and values.
 *
 * @param query [H·K, D], rows paired for the rotation
 * @param key [G·K, D], rows paired for the rotation
 * @param value [G·K, D]
 * @param output [D, H·K]
 */
record Attention(int headSize, Tensor query, Tensor key, Tensor value, Tensor output) {
    // N = B·T rows · B batch · T new tokens · S tokens attended to · H query heads · G key heads · K head size

    /** x of shape [N, D] → [N, D]; the new keys and values go through {@code memory}. */
    Tensor forward(Tensor x, Span span, Memory.Layer memory) {
        Tensor q = RotaryEmbedding.rotate(heads(x, query, span), span.turns()).transpose(1, 2); // [B, H, T, K]
        Tensor k = RotaryEmbedding.rotate(heads(x, key, span), span.turns()).transpose(1, 2); // [B, G, T, K]
        Tensor v = heads(x, value, span).transpose(1, 2); // [B, G, T, K]
        Memory.KeysAndValues past = memory.append(k, v); // [B, G, S, K]
        Tensor mixed = torch.scaled_dot_product_attention(
                q,
                past.keys(),
                past.values(),
                new TensorOptional(),
                0.0,
                span.isCausal(),
                new DoubleOptional(),
                q.size(1) != k.size(1)); // [B, H, T, K]
        Tensor rows = mixed.transpose(1, 2).reshape(x.size(0), -1); // [N, H·K]
        return torch.linear(rows, output); // [N, D]
    }

    private Tensor heads(Tensor x, Tensor weight, Span span) {
        return torch.linear(x, weight).view(span.batch(), span.tokens(), -1, headSize);
    }
}
