package io.grail.learning.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * SwiGLU: down(silu(gate(x)) ⊙ up(x)).
 *
 * @param gate [F, D]
 * @param up [F, D]
 * @param down [D, F]
 */
record FeedForward(Tensor gate, Tensor up, Tensor down) {
    /** x of shape [N, D] → [N, D]. */
    Tensor forward(Tensor x) {
        Tensor gated = torch.silu(torch.linear(x, gate)); // [N, F]
        return torch.linear(gated.mul(torch.linear(x, up)), down); // [N, D]
    }
}
