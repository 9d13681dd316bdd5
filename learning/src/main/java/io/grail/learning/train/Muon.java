package io.grail.learning.train;

import io.grail.learning.device.Native;
import io.grail.learning.model.Leaf;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Muon with decoupled weight decay over some matrices: the step is the nearest orthogonal matrix to the gradient's
 * Nesterov momentum, so that every direction of a matrix learns at one pace.
 *
 * <p>Momentum is {@code beta1}. A step's root mean square is 0.2 × learning rate, about that of an Adam step, so that
 * both take one learning rate. Holds 4 bytes per parameter. Sources: Jordan et al., Muon (2024), for the iteration; Liu
 * et al., arXiv 2502.16982, section 2.2, for the scale and the weight decay.
 */
final class Muon implements Optimizer {
    /** Coefficients of the quintic iteration X ← aX + b(XXᵀ)X + c(XXᵀ)²X, which drives singular values to about 1. */
    private static final Scalar A = new Scalar(3.4445);

    private static final Scalar B = new Scalar(-4.7750);
    private static final Scalar C = new Scalar(2.0315);
    private static final int ITERATIONS = 5;
    private static final double STEP_RMS = 0.2;

    private record Momentum(Leaf leaf, Tensor buffer) {}

    private final InnerConfig config;
    private final List<Momentum> momenta = new ArrayList<>();
    private long steps;

    Muon(InnerConfig config, List<Leaf> leaves) {
        this.config = config;
        try (var _ = Native.scope()) {
            for (Leaf leaf : leaves) {
                momenta.add(new Momentum(leaf, Native.keep(torch.zeros_like(leaf.value()))));
            }
        }
    }

    @Override
    public void step(double learningRate, Tensor gradientDivisor) {
        steps++;
        for (Momentum each : momenta) {
            try (var _ = Native.scope()) {
                Tensor gradient = each.leaf.gradient().div(gradientDivisor);
                Tensor buffer = each.buffer.lerp_(gradient, new Scalar(1 - config.beta1()));
                Tensor direction = orthogonal(gradient.lerp_(buffer, new Scalar(config.beta1())));
                double longer = Math.max(direction.size(0), direction.size(1));
                each.leaf
                        .value()
                        .mul_(new Scalar(1 - learningRate * config.weightDecay()))
                        .sub_(direction, new Scalar(learningRate * STEP_RMS * Math.sqrt(longer)));
            }
        }
    }

    /** About the nearest matrix whose singular values are all 1; zeros stay zeros. */
    static Tensor orthogonal(Tensor matrix) {
        boolean tall = matrix.size(0) > matrix.size(1);
        Tensor x = tall ? matrix.t() : matrix;
        x = x.div(x.norm().add_(new Scalar(1e-12)));
        for (int i = 0; i < ITERATIONS; i++) {
            Tensor gram = torch.mm(x, x.t());
            x = torch.addmm(x, torch.addmm(gram, gram, gram, B, C), x, A, new Scalar(1.0));
        }
        return tall ? x.t() : x;
    }

    @Override
    public long store(ParameterLayout layout, Parameters first, Parameters second) {
        for (Momentum each : momenta) {
            each.leaf.read(
                    each.buffer, first.values(layout.indexOf(each.leaf.shape().name())));
        }
        return steps;
    }

    @Override
    public void load(ParameterLayout layout, OptimizerFile.State state) {
        for (Momentum each : momenta) {
            each.leaf.write(
                    state.first().values(layout.indexOf(each.leaf.shape().name())), each.buffer);
        }
        steps = state.steps();
    }

    @Override
    public void close() {
        momenta.forEach(each -> each.buffer.releaseReference());
    }
}
