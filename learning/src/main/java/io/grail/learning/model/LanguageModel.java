package io.grail.learning.model;

import io.grail.learning.device.Device;
import io.grail.learning.device.Native;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.ScaledNudge;
import io.grail.protocol.state.TensorShape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A decoder of the Llama family with its parameters in native memory, computing in binary32 what Hugging Face's {@code
 * LlamaForCausalLM} computes.
 *
 * <p>One thread at a time; models on different threads do not disturb each other. Holds 4 bytes per parameter, and as
 * many again while gradients exist. Fresh parameters are zeros.
 */
public final class LanguageModel implements AutoCloseable {
    private final ModelConfig config;
    private final Device device;
    private final ParameterLayout layout;
    private final List<Leaf> leaves;
    private final Decoder decoder;
    private final Leaf head;
    private final RotaryEmbedding rotary;

    private LanguageModel(ModelConfig config, Device device, ParameterLayout layout, List<Leaf> leaves) {
        this.config = config;
        this.device = device;
        this.layout = layout;
        this.leaves = leaves;
        this.decoder = Decoder.of(config, this::leaf);
        this.head = leaf(config.tiedEmbeddings() ? "model.embed_tokens.weight" : "lm_head.weight");
        this.rotary = new RotaryEmbedding(device, config.headSize(), config.ropeTheta());
    }

    /** A model of zeros; give it parameters with {@link #load}. */
    public static LanguageModel create(ModelConfig config, Device device) {
        ParameterLayout layout = LlamaLayout.of(config);
        List<Leaf> leaves = new ArrayList<>();
        try (var _ = Native.scope()) {
            for (TensorShape shape : layout.tensors()) {
                leaves.add(Leaf.create(shape, orderOf(shape, config), device));
            }
        }
        return new LanguageModel(config, device, layout, List.copyOf(leaves));
    }

    /**
     * A model with the same parameters, in the same memory, but gradients of its own, for another thread to use. Nobody
     * may change the parameters meanwhile; close it before this one.
     */
    public LanguageModel sharing() {
        try (var _ = Native.scope()) {
            return new LanguageModel(
                    config, device, layout, leaves.stream().map(Leaf::sharing).toList());
        }
    }

    private static RowOrder orderOf(TensorShape shape, ModelConfig config) {
        boolean rotated = shape.name().endsWith("q_proj.weight") || shape.name().endsWith("k_proj.weight");
        return rotated ? new RowOrder.PairedHalves(config.headSize()) : new RowOrder.Same();
    }

    public ModelConfig config() {
        return config;
    }

    public Device device() {
        return device;
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** All trainable tensors, in layout order. */
    public List<Leaf> leaves() {
        return leaves;
    }

    /** The output head: its own matrix, or the embedding where both are tied. */
    public Leaf head() {
        return head;
    }

    /** The embedding of the tokens. */
    public Leaf embedding() {
        return leaf("model.embed_tokens.weight");
    }

    private Leaf leaf(String name) {
        return leaves.get(layout.indexOf(name));
    }

    /** Copies {@code parameters} in, every bit of them. */
    public void load(Parameters parameters) {
        requireLayout(parameters);
        try (var _ = Native.scope()) {
            for (int i = 0; i < leaves.size(); i++) {
                leaves.get(i).write(parameters.values(i), leaves.get(i).value());
            }
        }
    }

    /** Copies the parameters out, every bit of them. */
    public void store(Parameters parameters) {
        requireLayout(parameters);
        try (var _ = Native.scope()) {
            for (int i = 0; i < leaves.size(); i++) {
                leaves.get(i).read(leaves.get(i).value(), parameters.values(i));
            }
        }
    }

    /** Drops the gradients that training left. */
    public void clearGradients() {
        try (var _ = Native.scope()) {
            leaves.forEach(Leaf::clearGradient);
        }
    }

    /**
     * One vector per token, ready for the output head.
     *
     * @param ids token ids [B, T], each in [0, vocabulary)
     * @return [N, D] with N = B·T, in the caller's scope
     */
    public Tensor hidden(Tensor ids, Memory memory) {
        return decoder.forward(ids, span(ids, memory.length()), memory, Trace.NONE);
    }

    private Span span(Tensor ids, int past) {
        int tokens = (int) ids.size(1);
        var mask = new CausalMask(device, past, tokens, config.heads() / config.kvHeads());
        return new Span(ids.size(0), tokens, rotary.turns(past, tokens), mask);
    }

    /**
     * Adds the gradient of {@code scale} · (sum of all tokens' losses) to every leaf.
     *
     * <p>Gradients are written out by hand, layer by layer: that holds less than a recorded graph does, and adds to
     * the weights' gradients inside the matrix products.
     *
     * @param ids token ids [B, T], each in [0, vocabulary)
     * @param targets the tokens that follow them [N]
     * @return each token's loss in nats [N], to the bits of {@link HeadLoss#losses}
     */
    public Tensor backward(Tensor ids, Tensor targets, double scale) {
        try (var trace = new Trace.Recorded()) {
            Span span = span(ids, 0);
            Tensor hidden = decoder.forward(ids, span, Memory.NONE, trace); // [N, D]
            HeadLoss.Slope slope = HeadLoss.backward(this, hidden, targets, scale);
            decoder.backward(ids, span, trace, slope.hidden());
            return slope.losses();
        }
    }

    /** The scores of every next token: [N, D] → [N, V]. */
    public Tensor logits(Tensor hidden) {
        return torch.linear(hidden, head.value());
    }

    /**
     * Takes the step of {@code nudge} (in binary64, with one rounding a coordinate) until the result is closed: then
     * every touched parameter has its exact earlier bits again.
     *
     * @param theta the parameters that were loaded, unchanged until then
     */
    public Nudge nudged(ScaledNudge nudge, Parameters theta) {
        requireLayout(theta);
        return new Nudge(this, nudge, theta);
    }

    @Override
    public void close() {
        leaves.forEach(Leaf::close);
        rotary.close();
    }

    private void requireLayout(Parameters parameters) {
        if (!parameters.layout().equals(layout)) {
            throw new IllegalArgumentException("parameters of another model: " + parameters + " for one of "
                    + layout.size() + " numbers in " + layout.count() + " tensors");
        }
    }
}
