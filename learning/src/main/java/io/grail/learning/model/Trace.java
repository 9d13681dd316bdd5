package io.grail.learning.model;

import io.grail.learning.device.Native;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/** What a forward pass leaves for the backward pass that follows it: one that keeps it, or one that does not. */
sealed interface Trace {
    /** Where no gradient is wanted. */
    Trace NONE = new None();

    /** Takes what the next layer computed. */
    void add(DecoderBlock.Pass pass);

    /** Takes the last layer's output [N, D] and the scale of its norm [N, 1]. */
    void end(Tensor last, Tensor lastScale);

    /** Keeps nothing. */
    record None() implements Trace {
        @Override
        public void add(DecoderBlock.Pass pass) {}

        @Override
        public void end(Tensor last, Tensor lastScale) {}
    }

    /** Keeps all tensors until it is closed. */
    final class Recorded implements Trace, AutoCloseable {
        private final List<DecoderBlock.Pass> passes = new ArrayList<>();
        private final List<Tensor> ends = new ArrayList<>();

        @Override
        public void add(DecoderBlock.Pass pass) {
            pass.tensors().forEach(Native::keep);
            passes.add(pass);
        }

        @Override
        public void end(Tensor last, Tensor lastScale) {
            ends.add(Native.keep(last));
            ends.add(Native.keep(lastScale));
        }

        DecoderBlock.Pass pass(int layer) {
            return passes.get(layer);
        }

        Tensor last() {
            return ends.getFirst();
        }

        Tensor lastScale() {
            return ends.getLast();
        }

        @Override
        public void close() {
            Stream.concat(passes.stream().flatMap(DecoderBlock.Pass::tensors), ends.stream())
                    .forEach(Tensor::releaseReference);
        }
    }
}
