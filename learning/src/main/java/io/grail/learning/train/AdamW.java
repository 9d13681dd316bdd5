package io.grail.learning.train;

import io.grail.learning.device.Device;
import io.grail.learning.device.Native;
import io.grail.learning.model.Leaf;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam with decoupled weight decay over some leaves, in one native pass over parameter, gradient and both moments.
 *
 * <p>Source: Loshchilov and Hutter, arXiv 1711.05101. Holds 8 bytes per parameter.
 */
final class AdamW implements Optimizer {
    /** One leaf's state; {@code step} is a tensor because the kernel reads it as one. */
    record Moments(Leaf leaf, Tensor first, Tensor second, Tensor step) {}

    private final InnerConfig config;
    private final double weightDecay;
    private final List<Moments> moments;
    private final OperatorHandle kernel;

    AdamW(InnerConfig config, double weightDecay, List<Leaf> leaves, Device device) {
        this.config = config;
        this.weightDecay = weightDecay;
        this.moments = new ArrayList<>();
        try (var _ = Native.scope()) {
            for (Leaf leaf : leaves) {
                moments.add(new Moments(
                        leaf,
                        Native.keep(torch.zeros_like(leaf.value())),
                        Native.keep(torch.zeros_like(leaf.value())),
                        Native.keep(Native.zeros(device, 1))));
            }
            this.kernel = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "");
            kernel.retainReference();
        }
    }

    @Override
    public long store(ParameterLayout layout, Parameters first, Parameters second) {
        long steps = 0;
        for (Moments each : moments) {
            int index = layout.indexOf(each.leaf.shape().name());
            each.leaf.read(each.first, first.values(index));
            each.leaf.read(each.second, second.values(index));
            steps = (long) each.step.item_double();
        }
        return steps;
    }

    @Override
    public void load(ParameterLayout layout, OptimizerFile.State state) {
        for (Moments each : moments) {
            int index = layout.indexOf(each.leaf.shape().name());
            each.leaf.write(state.first().values(index), each.first);
            each.leaf.write(state.second().values(index), each.second);
            each.step.fill_(new Scalar((double) state.steps()));
        }
    }

    @Override
    public void step(double learningRate, Tensor gradientDivisor) {
        if (moments.isEmpty()) {
            return;
        }
        for (Moments each : moments) {
            each.step.add_(new Scalar(1.0));
        }
        var arguments = new IValueVector(
                list(moments.stream().map(each -> each.leaf.value())),
                list(moments.stream().map(each -> each.leaf.gradient())),
                list(moments.stream().map(Moments::first)),
                list(moments.stream().map(Moments::second)),
                list(java.util.stream.Stream.empty()),
                list(moments.stream().map(Moments::step)),
                new IValue(learningRate),
                new IValue(config.beta1()),
                new IValue(config.beta2()),
                new IValue(weightDecay),
                new IValue(config.epsilon()),
                new IValue(false),
                new IValue(false),
                new IValue(gradientDivisor),
                new IValue());
        Dispatcher.singleton().callBoxed(kernel, arguments);
    }

    private static IValue list(java.util.stream.Stream<Tensor> tensors) {
        var list = new GenericList(new Type.TypePtr(TensorType.get()));
        tensors.forEach(tensor -> list.push_back(new IValue(tensor)));
        return new IValue(list);
    }

    @Override
    public void close() {
        for (Moments each : moments) {
            each.first.releaseReference();
            each.second.releaseReference();
            each.step.releaseReference();
        }
        kernel.releaseReference();
    }
}
