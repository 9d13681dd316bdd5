package io.grail.learning.model;

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
record Decoder(Tensor embedding, List<DecoderBlock> blocks, RmsNorm finalNorm) {
    /** Wires the decoder to its weights, given by their names in the layout. */
    static Decoder of(ModelConfig config, Function<String, Tensor> weight) {
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

    private static DecoderBlock block(ModelConfig config, Function<String, Tensor> weight) {
        return new DecoderBlock(
                new RmsNorm(weight.apply("input_layernorm"), config.normEpsilon()),
                new Attention(
                        config.headSize(),
                        weight.apply("self_attn.q_proj"),
                        weight.apply("self_attn.k_proj"),
                        weight.apply("self_attn.v_proj"),
                        weight.apply("self_attn.o_proj")),
                new RmsNorm(weight.apply("post_attention_layernorm"), config.normEpsilon()),
                new FeedForward(
                        weight.apply("mlp.gate_proj"), weight.apply("mlp.up_proj"), weight.apply("mlp.down_proj")));
    }

    /** ids of shape [B, T] → one vector per token, [N, D] with N = B·T. */
    Tensor forward(Tensor ids, Span span, Memory memory) {
        Tensor x = torch.embedding(embedding, ids.view(-1)); // [N, D]
        for (int layer = 0; layer < blocks.size(); layer++) {
            x = blocks.get(layer).forward(x, span, memory.layer(layer)); // [N, D]
        }
        memory.advance((int) span.tokens());
        return finalNorm.forward(x); // [N, D]
    }
}
