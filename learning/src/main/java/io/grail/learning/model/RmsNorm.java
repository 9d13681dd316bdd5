package io.grail.learning.model;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Scales each token's vector to unit root mean square, then by a learned factor per coordinate, in binary32.
 *
 * @param weight w [D]
 */
record RmsNorm(Leaf weight, double epsilon) {
    // N rows · D width

    /** The factor that brings each row of x [N, D] to unit root mean square: r [N, 1]. */
    Tensor scale(Tensor x) {
        Tensor norms = x.norm(new ScalarOptional(new Scalar(2.0)), new long[] {1}, true); // [N, 1]
        return norms.square_()
                .mul_(new Scalar(1.0 / x.size(1)))
                .add_(new Scalar(epsilon))
                .rsqrt_();
    }

    /** x [N, D] and its scale → r·x·w, [N, D]. */
    Tensor forward(Tensor x, Tensor scale) {
        return x.mul(scale).mul_(weight.value());
    }

    /**
     * Adds the input's gradient r·(g·w) − x·r³·(Σ g·w·x)/D to {@code sum}, and the weight's to the weight.
     *
     * @param gradient g [N, D], used up
     * @param sum [N, D]
     */
    void backward(Tensor x, Tensor scale, Tensor gradient, Tensor sum) {
        Tensor products = gradient.mul(x); // [N, D]
        weight.gradient().addmv_(products.t(), scale.squeeze(1));
        Tensor along = products.mv(weight.value()).unsqueeze(1); // [N, 1]
        along.mul_(scale.pow(new Scalar(3.0))).mul_(new Scalar(1.0 / x.size(1)));
        sum.addcmul_(gradient.mul_(weight.value()), scale).addcmul_(x, along, new Scalar(-1.0));
    }
}
