package io.grail.learning.model;

import io.grail.learning.device.Device;
import io.grail.learning.device.Native;
import io.grail.protocol.state.TensorShape;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** One trainable tensor in native memory, contiguous and binary32, with its gradient; owned by its model. */
public final class Leaf {
    private final TensorShape shape;
    private final RowOrder order;
    private final Tensor value;
    private Optional<Tensor> gradient = Optional.empty();

    private Leaf(TensorShape shape, RowOrder order, Tensor value) {
        this.shape = shape;
        this.order = order;
        this.value = Native.keep(value);
    }

    /** A leaf of zeros. */
    static Leaf create(TensorShape shape, RowOrder order, Device device) {
        Tensor zeros = shape.dimensions() == 1
                ? Native.zeros(device, shape.columns())
                : Native.zeros(device, shape.rows(), shape.columns());
        return new Leaf(shape, order, zeros);
    }

    /** A leaf in the same memory with a gradient of its own. */
    Leaf sharing() {
        return new Leaf(shape, order, value.detach());
    }

    public TensorShape shape() {
        return shape;
    }

    /** The parameter itself. */
    public Tensor value() {
        return value;
    }

    /** The gradient that passes add to, of the parameter's shape: zeros until the first one. */
    public Tensor gradient() {
        if (gradient.isEmpty()) {
            gradient = Optional.of(Native.keep(torch.zeros_like(value)));
        }
        return gradient.get();
    }

    /** Gives the gradient's memory back. */
    void clearGradient() {
        gradient.ifPresent(Tensor::releaseReference);
        gradient = Optional.empty();
    }

    /** Whether weight decay applies: to matrices, never to norms. */
    public boolean isMatrix() {
        return shape.dimensions() == 2;
    }

    /** Copies {@code source}, in the layout's order, into {@code target}, a tensor of this leaf's shape. */
    public void write(float[] source, Tensor target) {
        switch (order) {
            case RowOrder.Same _ -> Native.write(source, target);
            case RowOrder.PairedHalves _ -> Native.write(toNativeOrder(source), target);
        }
    }

    /** Copies {@code source}, a tensor of this leaf's shape, into {@code target} in the layout's order. */
    public void read(Tensor source, float[] target) {
        Native.read(source, target);
        switch (order) {
            case RowOrder.Same _ -> {}
            case RowOrder.PairedHalves _ -> toLayoutOrder(target);
        }
    }

    /** Where the layout's flat {@code position} lies in the native tensor. */
    int nativePosition(int position) {
        int row = position / shape.columns();
        return position + (order.nativeRow(row) - row) * shape.columns();
    }

    private float[] toNativeOrder(float[] values) {
        float[] moved = new float[values.length];
        int columns = shape.columns();
        for (int row = 0; row < shape.rows(); row++) {
            System.arraycopy(values, row * columns, moved, order.nativeRow(row) * columns, columns);
        }
        return moved;
    }

    private void toLayoutOrder(float[] values) {
        float[] moved = values.clone();
        int columns = shape.columns();
        for (int row = 0; row < shape.rows(); row++) {
            System.arraycopy(moved, order.nativeRow(row) * columns, values, row * columns, columns);
        }
    }

    void close() {
        clearGradient();
        value.releaseReference();
    }
}
