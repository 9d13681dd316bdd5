package io.grail.learning.train;

import io.grail.learning.model.Leaf;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Plain gradient descent with decoupled weight decay: what a window's update is made of where the protocol itself keeps
 * the momentum, in its error feedback, as DeMo does (arXiv 2411.19870, section 3). No state.
 */
final class Sgd implements Optimizer {
    private final double weightDecay;
    private final List<Leaf> leaves;

    Sgd(double weightDecay, List<Leaf> leaves) {
        this.weightDecay = weightDecay;
        this.leaves = leaves;
    }

    @Override
    public void step(double learningRate, Tensor gradientDivisor) {
        for (Leaf leaf : leaves) {
            leaf.value()
                    .mul_(new Scalar(1 - learningRate * weightDecay))
                    .addcdiv_(leaf.gradient(), gradientDivisor, new Scalar(-learningRate));
        }
    }

    @Override
    public long store(ParameterLayout layout, Parameters first, Parameters second) {
        return 0;
    }

    @Override
    public void load(ParameterLayout layout, OptimizerFile.State state) {}

    @Override
    public void close() {}
}
