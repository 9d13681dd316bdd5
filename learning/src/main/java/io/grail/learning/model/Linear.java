package io.grail.learning.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A matrix product without a bias: y = x·Wᵀ.
 *
 * @param weight W [O, I]
 */
record Linear(Leaf weight) {
    // N rows · I inputs · O outputs

    /** x of shape [N, I] → [N, O]. */
    Tensor forward(Tensor x) {
        return torch.mm(x, weight.value().t());
    }

    /** sum [N, O] and x [N, I] → sum + x·Wᵀ, in one product. */
    Tensor forward(Tensor sum, Tensor x) {
        return torch.addmm(sum, x, weight.value().t());
    }

    /** Adds to the weight's gradient what follows from input x [N, I] and the output's gradient [N, O]. */
    void learn(Tensor x, Tensor gradient) {
        weight.gradient().addmm_(gradient.t(), x);
    }

    /** The output's gradient [N, O] → the input's, [N, I]. */
    Tensor backward(Tensor gradient) {
        return torch.mm(gradient, weight.value());
    }

    /** Adds the input's gradient to {@code sum} [N, I]. */
    void backward(Tensor sum, Tensor gradient) {
        sum.addmm_(gradient, weight.value());
    }
}
