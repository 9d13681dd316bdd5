package io.grail.protocol.state;

import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.kernel.Momentum;
import java.util.List;

/** v ← μ·v + d, θ ← θ − α·(d + μ·v), v being the new one: also where d is zero. */
record NesterovStep(Momentum momentum, Lanes lanes) implements RowStep {
    @Override
    public boolean movesUnsent() {
        return true;
    }

    @Override
    public List<float[]> moved() {
        return List.of(momentum.target(), momentum.velocity());
    }

    @Override
    public void step(int at, float[] merged, int from, int count) {
        lanes.nesterov(momentum, at, merged, from, count);
    }
}
