package io.grail.learning.model;

import io.grail.learning.device.Native;
import io.grail.protocol.state.ClippedNudge;
import io.grail.protocol.state.SparseUpdate;
import org.bytedeco.pytorch.Tensor;

/** A sparse change of a model's parameters that ends, to the last bit, when it is closed. */
public final class Nudge implements AutoCloseable {
    private final LanguageModel model;
    private final SparseUpdate update;
    private final float[][] before;
    private boolean open = true;

    Nudge(LanguageModel model, ClippedNudge nudge) {
        this.model = model;
        this.update = nudge.update();
        if (!update.layout().equals(model.layout())) {
            throw new IllegalArgumentException("an update of another model: " + update);
        }
        this.before = new float[model.layout().count()][];
        try (var _ = Native.scope()) {
            for (int i = 0; i < before.length; i++) {
                before[i] = nudge.scale(i) > 0 ? subtract(i, nudge.scale(i)) : new float[0];
            }
        }
    }

    private float[] subtract(int tensor, double scale) {
        float[] values = update.values(tensor);
        float[] old = new float[values.length];
        if (values.length == 0) {
            return old;
        }
        Tensor places = places(tensor);
        Native.read(flat(tensor).index_select(0, places), old);
        float[] changed = new float[old.length];
        for (int j = 0; j < old.length; j++) {
            changed[j] = (float) (old[j] - scale * values[j]);
        }
        put(tensor, places, changed);
        return old;
    }

    private Tensor places(int tensor) {
        Leaf leaf = model.leaves().get(tensor);
        int[] positions = update.positions(tensor);
        int[] places = new int[positions.length];
        for (int j = 0; j < places.length; j++) {
            places[j] = leaf.nativePosition(positions[j]);
        }
        return Native.ids(model.device(), new int[][] {places}, 0, places.length)
                .view(-1);
    }

    private void put(int tensor, Tensor places, float[] values) {
        Tensor source = Native.zeros(model.device(), values.length);
        Native.write(values, source);
        flat(tensor).index_copy_(0, places, source);
    }

    private Tensor flat(int tensor) {
        return model.leaves().get(tensor).value().detach().view(-1);
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        try (var _ = Native.scope()) {
            for (int i = 0; i < before.length; i++) {
                if (before[i].length > 0) {
                    put(i, places(i), before[i]);
                }
            }
        }
    }
}
