package io.grail.protocol.state;

import io.grail.protocol.run.ModelConfig;
import java.util.ArrayList;
import java.util.List;

/** Names and shapes of a Llama-family decoder's parameters, as Hugging Face's {@code LlamaForCausalLM} stores them. */
public final class LlamaLayout {
    private LlamaLayout() {}

    public static ParameterLayout of(ModelConfig model) {
        int queryWidth = model.heads() * model.headSize();
        int keyWidth = model.kvHeads() * model.headSize();
        List<TensorShape> tensors = new ArrayList<>();
        tensors.add(TensorShape.matrix("model.embed_tokens.weight", model.vocabSize(), model.width()));
        for (int layer = 0; layer < model.layers(); layer++) {
            String prefix = "model.layers." + layer + ".";
            tensors.add(TensorShape.vector(prefix + "input_layernorm.weight", model.width()));
            tensors.add(TensorShape.matrix(prefix + "self_attn.q_proj.weight", queryWidth, model.width()));
            tensors.add(TensorShape.matrix(prefix + "self_attn.k_proj.weight", keyWidth, model.width()));
            tensors.add(TensorShape.matrix(prefix + "self_attn.v_proj.weight", keyWidth, model.width()));
            tensors.add(TensorShape.matrix(prefix + "self_attn.o_proj.weight", model.width(), queryWidth));
            tensors.add(TensorShape.vector(prefix + "post_attention_layernorm.weight", model.width()));
            tensors.add(TensorShape.matrix(prefix + "mlp.gate_proj.weight", model.ffnWidth(), model.width()));
            tensors.add(TensorShape.matrix(prefix + "mlp.up_proj.weight", model.ffnWidth(), model.width()));
            tensors.add(TensorShape.matrix(prefix + "mlp.down_proj.weight", model.width(), model.ffnWidth()));
        }
        tensors.add(TensorShape.vector("model.norm.weight", model.width()));
        if (!model.tiedEmbeddings()) {
            tensors.add(TensorShape.matrix("lm_head.weight", model.vocabSize(), model.width()));
        }
        return new ParameterLayout(tensors);
    }
}
