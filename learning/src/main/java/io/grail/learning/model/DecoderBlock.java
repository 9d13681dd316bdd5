package io.grail.learning.model;

import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/** One layer: attention, then the feed-forward network, each on a normalised copy and added to the residual stream. */
record DecoderBlock(RmsNorm attentionNorm, Attention attention, RmsNorm feedForwardNorm, FeedForward feedForward) {
    // N rows · D width

    /**
     * What one pass computed on its way.
     *
     * @param input [N, D]
     * @param inputScale of its norm, [N, 1]
     * @param middle the residual stream after attention, [N, D]
     * @param middleScale of its norm, [N, 1]
     */
    record Pass(
            Tensor input,
            Tensor inputScale,
            Attention.Pass attention,
            Tensor middle,
            Tensor middleScale,
            FeedForward.Pass feedForward) {
        Stream<Tensor> tensors() {
            Stream<Tensor> own = Stream.of(input, inputScale, middle, middleScale);
            return Stream.concat(own, Stream.concat(attention.tensors(), feedForward.tensors()));
        }
    }

    /** x of shape [N, D]. */
    Pass pass(Tensor x, Span span, Memory.Layer memory) {
        Tensor scale = attentionNorm.scale(x);
        Attention.Pass attended = attention.pass(attentionNorm.forward(x, scale), span, memory);
        Tensor middle = attention.addTo(x, attended); // [N, D]
        Tensor middleScale = feedForwardNorm.scale(middle);
        FeedForward.Pass fed = feedForward.pass(feedForwardNorm.forward(middle, middleScale));
        return new Pass(x, scale, attended, middle, middleScale, fed);
    }

    /** The residual stream after the layer, [N, D]. */
    Tensor output(Pass pass) {
        return feedForward.addTo(pass.middle, pass.feedForward);
    }

    /** Turns the output's gradient [N, D] into the input's, in place. */
    void backward(Pass pass, Span span, Tensor gradient) {
        Tensor ofFed = feedForward.backward(pass.feedForward, gradient); // [N, D]
        feedForwardNorm.backward(pass.middle, pass.middleScale, ofFed, gradient);
        Tensor ofAttended = attention.backward(pass.attention, span, gradient); // [N, D]
        attentionNorm.backward(pass.input, pass.inputScale, ofAttended, gradient);
    }
}
