package io.grail.learning.model;

import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * SwiGLU: down(silu(gate(x)) ⊙ up(x)).
 *
 * @param gate [F, D]
 * @param up [F, D]
 * @param down [D, F]
 */
record FeedForward(Linear gate, Linear up, Linear down) {
    // N rows · D width · F inner width

    /**
     * What one pass computed on its way.
     *
     * @param input [N, D]
     * @param gate [N, F], before silu
     * @param up [N, F]
     */
    record Pass(Tensor input, Tensor gate, Tensor up) {
        Stream<Tensor> tensors() {
            return Stream.of(input, gate, up);
        }
    }

    /** x of shape [N, D]. */
    Pass pass(Tensor x) {
        return new Pass(x, gate.forward(x), up.forward(x));
    }

    /** sum [N, D] → sum and what the network says, [N, D]. */
    Tensor addTo(Tensor sum, Pass pass) {
        return down.forward(sum, torch.silu(pass.gate).mul_(pass.up));
    }

    /** The output's gradient [N, D] → the input's, [N, D]. Gates are computed again, which is cheaper than keeping them. */
    Tensor backward(Pass pass, Tensor gradient) {
        Tensor gated = torch.silu(pass.gate); // [N, F]
        down.learn(gated.mul(pass.up), gradient);
        Tensor inner = down.backward(gradient); // [N, F]
        Tensor ofUp = gated.mul_(inner); // [N, F]
        Tensor ofGate = torch.silu_backward(inner.mul_(pass.up), pass.gate); // [N, F]
        up.learn(pass.input, ofUp);
        gate.learn(pass.input, ofGate);
        Tensor ofInput = up.backward(ofUp); // [N, D]
        gate.backward(ofInput, ofGate);
        return ofInput;
    }
}
