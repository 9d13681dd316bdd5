package io.grail.protocol.state;

import io.grail.protocol.kernel.Lanes;
import java.util.List;

/** θ ← θ − α·d. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainStep(float[] theta, float rate, Lanes lanes) implements RowStep {
    @Override
    public boolean movesUnsent() {
        return false;
    }

    @Override
    public List<float[]> moved() {
        return List.of(theta);
    }

    @Override
    public void step(int at, float[] merged, int from, int count) {
        // Where nobody sent anything d is +0, which changes no bit of θ.
        lanes.subtract(theta, at, merged, from, count, rate);
    }
}
