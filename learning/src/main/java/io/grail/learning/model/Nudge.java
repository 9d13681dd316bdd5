package io.grail.learning.model;

import io.grail.learning.device.Native;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.ScaledNudge;
import org.bytedeco.pytorch.Tensor;

/**
 * A change of a model's parameters that ends, to the last bit, when it is closed. Holds no copy of what it changes: the
 * old numbers come from θ.
 */
public final class Nudge implements AutoCloseable {
    private final LanguageModel model;
    private final ScaledNudge nudge;
    private final Parameters theta;
    private boolean open = true;

    Nudge(LanguageModel model, ScaledNudge nudge, Parameters theta) {
        this.model = model;
        this.nudge = nudge;
        this.theta = theta;
        if (!nudge.update().layout().equals(model.layout())) {
            throw new IllegalArgumentException("an update of another model: " + nudge.update());
        }
        try (var _ = Native.scope()) {
            for (int i = 0; i < model.layout().count(); i++) {
                if (nudge.scale(i) > 0) {
                    move(i);
                }
            }
        }
    }

    private void move(int tensor) {
        if (nudge.movesWholeChunks()) {
            float[] moved = theta.values(tensor).clone();
            nudge.apply(tensor, moved);
            putAll(tensor, moved);
            return;
        }
        float[] moved = old(tensor);
        float[] values = nudge.update().values(tensor);
        for (int j = 0; j < moved.length; j++) {
            moved[j] = (float) (moved[j] - nudge.scale(tensor) * values[j]);
        }
        put(tensor, moved);
    }

    private void moveBack(int tensor) {
        if (nudge.movesWholeChunks()) {
            putAll(tensor, theta.values(tensor));
        } else {
            put(tensor, old(tensor));
        }
    }

    /** θ at the positions that were sent. */
    private float[] old(int tensor) {
        int[] positions = nudge.update().positions(tensor);
        float[] old = new float[positions.length];
        for (int j = 0; j < old.length; j++) {
            old[j] = theta.values(tensor)[positions[j]];
        }
        return old;
    }

    private void putAll(int tensor, float[] values) {
        Leaf leaf = model.leaves().get(tensor);
        leaf.write(values, leaf.value());
    }

    private void put(int tensor, float[] values) {
        if (values.length == 0) {
            return;
        }
        Tensor source = Native.zeros(model.device(), values.length);
        Native.write(values, source);
        model.leaves().get(tensor).value().detach().view(-1).index_copy_(0, places(tensor), source);
    }

    private Tensor places(int tensor) {
        Leaf leaf = model.leaves().get(tensor);
        int[] positions = nudge.update().positions(tensor);
        int[] places = new int[positions.length];
        for (int j = 0; j < places.length; j++) {
            places[j] = leaf.nativePosition(positions[j]);
        }
        return Native.ids(model.device(), new int[][] {places}, 0, places.length)
                .view(-1);
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        try (var _ = Native.scope()) {
            for (int i = 0; i < model.layout().count(); i++) {
                if (nudge.scale(i) > 0) {
                    moveBack(i);
                }
            }
        }
    }
}
