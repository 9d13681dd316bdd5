package io.grail.learning.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Causal self-attention in which groups of query heads share one head of keys and values.
 *
 * <p>By plain matrix products over pieces of the rows ({@link CausalMask}): on this library's CPU build they beat its
 * fused kernel by a quarter at 256 tokens. Holds the weights of all pieces until the backward pass.
 *
 * @param query [H·K, D], rows paired for the rotation
 * @param key [G·K, D], rows paired for the rotation
 * @param value [G·K, D]
 * @param output [D, H·K]
 */
record Attention(int headSize, Linear query, Linear key, Linear value, Linear output) {
    // N = B·T rows · B batch · T new tokens · S tokens attended to · H query heads · G key heads · g = H/G
    // K head size · R rows of a piece · n keys that a piece sees

    /**
     * What one pass computed on its way.
     *
     * @param input [N, D]
     * @param queries [B·G, T·g, K], rotated
     * @param keys [B·G, S, K], rotated
     * @param values [B·G, S, K]
     * @param weights of each piece, [B·G, R·g, n]
     * @param mixed [N, H·K]
     */
    record Pass(Tensor input, Tensor queries, Tensor keys, Tensor values, List<Tensor> weights, Tensor mixed) {
        Stream<Tensor> tensors() {
            return Stream.concat(Stream.of(input, queries, keys, values, mixed), weights.stream());
        }
    }

    /** x of shape [N, D]; the new keys and values go through {@code memory}. */
    Pass pass(Tensor x, Span span, Memory.Layer memory) {
        long groups = key.weight().shape().rows() / headSize;
        Tensor q = RotaryEmbedding.rotate(query.forward(x), span, groups, headSize); // [B, G, T, g, K]
        Tensor k =
                RotaryEmbedding.rotate(key.forward(x), span, groups, headSize).squeeze(3); // [B, G, T, K]
        Tensor v = value.forward(x)
                .view(span.batch(), span.tokens(), groups, headSize)
                .transpose(1, 2); // [B, G, T, K]
        Memory.KeysAndValues all = memory.append(k, v); // [B, G, S, K]
        Tensor queries = q.view(span.batch() * groups, -1, headSize);
        return mix(x, queries, all.keys().flatten(0, 1), all.values().flatten(0, 1), span);
    }

    private Pass mix(Tensor x, Tensor queries, Tensor keys, Tensor values, Span span) {
        List<Tensor> weights = new ArrayList<>();
        Tensor mixed = torch.empty_like(queries); // [B·G, T·g, K]
        for (CausalMask.Piece piece : span.mask().pieces()) {
            Tensor scores = torch.baddbmm(
                    piece.bias(), piece.rowsOf(queries), piece.keysOf(keys).transpose(1, 2), new Scalar(1.0), scale());
            Tensor weight = torch.softmax(scores, -1); // [B·G, R·g, n]
            torch.bmm_out(piece.rowsOf(mixed), weight, piece.keysOf(values));
            weights.add(weight);
        }
        Tensor perToken = headsOf(mixed, span).permute(0, 2, 1, 3, 4).reshape(x.size(0), -1); // [N, H·K]
        return new Pass(x, queries, keys, values, weights, perToken);
    }

    /** sum [N, D] → sum and what attention says, [N, D]. */
    Tensor addTo(Tensor sum, Pass pass) {
        return output.forward(sum, pass.mixed);
    }

    /** The output's gradient [N, D] → the input's, [N, D], of a pass that began without memory. */
    Tensor backward(Pass pass, Span span, Tensor gradient) {
        output.learn(pass.mixed, gradient);
        Tensor perToken = output.backward(gradient); // [N, H·K]
        long groups = pass.keys.size(0) / span.batch();
        Tensor ofMixed = toRows(perToken, span, groups); // [B·G, T·g, K]
        // Softmax's gradient is w·(g − Σ w·g); the sum over the keys is that of mixed·(its gradient) over the head.
        Tensor minusSums = toRows(perToken.mul(pass.mixed).neg_(), span, groups)
                .sum(new long[] {2}, true, new ScalarTypeOptional()); // [B·G, T·g, 1]
        Tensor ofQueries = torch.empty_like(pass.queries);
        Tensor ofKeys = torch.zeros_like(pass.keys);
        Tensor ofValues = torch.zeros_like(pass.values);
        for (int i = 0; i < pass.weights.size(); i++) {
            CausalMask.Piece piece = span.mask().pieces().get(i);
            Tensor weight = pass.weights.get(i); // [B·G, R·g, n]
            Tensor rows = piece.rowsOf(ofMixed); // [B·G, R·g, K]
            piece.keysOf(ofValues).baddbmm_(weight.transpose(1, 2), rows);
            Tensor ofScores = torch.baddbmm(
                            piece.rowsOf(minusSums),
                            rows,
                            piece.keysOf(pass.values).transpose(1, 2))
                    .mul_(weight); // [B·G, R·g, n]
            // The queries' share of the scale is in the rotation back.
            torch.bmm_out(piece.rowsOf(ofQueries), ofScores, piece.keysOf(pass.keys));
            piece.keysOf(ofKeys)
                    .baddbmm_(ofScores.transpose(1, 2), piece.rowsOf(pass.queries), new Scalar(1.0), scale());
        }
        return toInput(pass, span, ofQueries, ofKeys, ofValues);
    }

    private Tensor toInput(Pass pass, Span span, Tensor ofQueries, Tensor ofKeys, Tensor ofValues) {
        Tensor q = RotaryEmbedding.rotateBack(headsOf(ofQueries, span), span); // [N, H·K]
        q.mul_(scale());
        Tensor k = RotaryEmbedding.rotateBack(headsOf(ofKeys, span), span); // [N, G·K]
        Tensor v = headsOf(ofValues, span).permute(0, 2, 1, 3, 4).reshape(q.size(0), -1); // [N, G·K]
        query.learn(pass.input, q);
        key.learn(pass.input, k);
        value.learn(pass.input, v);
        Tensor ofInput = query.backward(q); // [N, D]
        key.backward(ofInput, k);
        value.backward(ofInput, v);
        return ofInput;
    }

    /** [N, H·K] → [B·G, T·g, K]. */
    private Tensor toRows(Tensor perToken, Span span, long groups) {
        return perToken.view(span.batch(), span.tokens(), groups, -1, headSize)
                .permute(0, 2, 1, 3, 4) // [B, G, T, g, K]
                .reshape(span.batch() * groups, -1, headSize);
    }

    /** [B·G, T·g, K] → [B, G, T, g, K]. */
    private Tensor headsOf(Tensor rows, Span span) {
        return rows.view(span.batch(), rows.size(0) / span.batch(), span.tokens(), -1, headSize);
    }

    private Scalar scale() {
        return new Scalar(1 / Math.sqrt(headSize));
    }
}
