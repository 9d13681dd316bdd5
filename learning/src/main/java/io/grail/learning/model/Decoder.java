package io.grail.learning.model;

import io.grail.learning.device.Native;
import io.grail.protocol.run.ModelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The Llama family's decoder, up to the vectors that the output head reads.
 *
 * @param embedding [V, D]
 */
record Decoder(Leaf embedding, List<DecoderBlock> blocks, RmsNorm finalNorm) {
    // N = B·T rows · B batch · T tokens · V vocabulary · D width

    /** Wires the decoder to its weights, given by their names in the layout. */
    static Decoder of(ModelConfig config, Function<String, Leaf> weight) {
        List<DecoderBlock> blocks = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "model.layers." + layer + ".";
            blocks.add(block(config, name -> weight.apply(prefix + name + ".weight")));
        }
        return new Decoder(
                weight.apply("model.embed_tokens.weight"),
                List.copyOf(blocks),
                new RmsNorm(weight.apply("model.norm.weight"), config.normEpsilon()));
    }

    private static DecoderBlock block(ModelConfig config, Function<String, Leaf> weight) {
        return new DecoderBlock(
                new RmsNorm(weight.apply("input_layernorm"), config.normEpsilon()),
                new Attention(
                        config.headSize(),
                        new Linear(weight.apply("self_attn.q_proj")),
                        new Linear(weight.apply("self_attn.k_proj")),
                        new Linear(weight.apply("self_attn.v_proj")),
                        new Linear(weight.apply("self_attn.o_proj"))),
                new RmsNorm(weight.apply("post_attention_layernorm"), config.normEpsilon()),
                new FeedForward(
                        new Linear(weight.apply("mlp.gate_proj")),
                        new Linear(weight.apply("mlp.up_proj")),
                        new Linear(weight.apply("mlp.down_proj"))));
    }

    /** ids of shape [B, T] → one vector per token, [N, D], of which {@code trace} takes what a backward pass needs. */
    Tensor forward(Tensor ids, Span span, Memory memory, Trace trace) {
        Tensor x = torch.embedding(embedding.value(), ids.view(-1)); // [N, D]
        for (int layer = 0; layer < blocks.size(); layer++) {
            DecoderBlock block = blocks.get(layer);
            try (var scope = Native.scope()) {
                DecoderBlock.Pass pass = block.pass(x, span, memory.layer(layer));
                x = scope.outlive(block.output(pass)); // [N, D]
                trace.add(pass);
            }
        }
        memory.advance((int) span.tokens());
        Tensor scale = finalNorm.scale(x);
        trace.end(x, scale);
        return finalNorm.forward(x, scale); // [N, D]
    }

    /** Adds to the weights' gradients what follows from that of the vectors, [N, D], which is used up. */
    void backward(Tensor ids, Span span, Trace.Recorded trace, Tensor gradient) {
        Tensor sum = torch.zeros_like(gradient); // [N, D]
        finalNorm.backward(trace.last(), trace.lastScale(), gradient, sum);
        for (int layer = blocks.size() - 1; layer >= 0; layer--) {
            try (var _ = Native.scope()) {
                blocks.get(layer).backward(trace.pass(layer), span, sum);
            }
        }
        embedding.gradient().index_add_(0, ids.view(-1), sum);
    }
}
