package io.grail.bench.quantise;

import java.util.List;

/** A way to send numbers with few bits, as far as its error and its cost go. */
interface Quantiser {
    String name();

    /** Learns from other tensors than those that it is judged on; most have nothing to learn. */
    default void fit(List<KeptTensor> tensors) {}

    /** What a receiver has instead of each value. */
    double[] received(KeptTensor tensor);

    /** Bits for values and scales of a tensor, its positions apart. */
    double bits(KeptTensor tensor);
}
