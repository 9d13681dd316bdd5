package io.grail.learning.model;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Scales each token's vector to unit root mean square, then by a learned factor per coordinate, in binary32.
 *
 * @param weight [D]
 */
record RmsNorm(Tensor weight, double epsilon) {
    /** x of shape [N, D] → [N, D]. */
    Tensor forward(Tensor x) {
        return torch.rms_norm(x, new long[] {weight.size(0)}, new TensorOptional(weight), new DoubleOptional(epsilon));
    }
}
