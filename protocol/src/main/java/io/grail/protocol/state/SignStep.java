package io.grail.protocol.state;

import io.grail.protocol.kernel.Dct;
import io.grail.protocol.kernel.Lanes;
import java.util.Arrays;
import java.util.List;

/** θ ← θ − α·sign(x) over whole chunks, x being the values that the merged coefficients belong to. */
final class SignStep implements ChunkStep {
    private final float[] theta;
    private final float rate;
    private final Dct dct;
    private final float[] block = new float[ChunkGrid.FULL];

    SignStep(float[] theta, float rate, Lanes lanes) {
        this.theta = theta;
        this.rate = rate;
        dct = new Dct(lanes);
    }

    @Override
    public boolean movesUnsent() {
        return false;
    }

    @Override
    public List<float[]> moved() {
        return List.of(theta);
    }

    @Override
    public void step(ChunkGrid.Chunk chunk, float[] merged) {
        System.arraycopy(merged, 0, block, 0, chunk.size());
        dct.inverse(block, chunk.rows(), chunk.columns());
        step(chunk);
        Arrays.fill(merged, 0);
    }

    private void step(ChunkGrid.Chunk chunk) {
        for (int row = 0; row < chunk.rows(); row++) {
            int from = row * chunk.columns();
            int to = chunk.start() + row * chunk.stride();
            for (int i = 0; i < chunk.columns(); i++) {
                theta[to + i] -= rate * Math.signum(block[from + i]);
            }
        }
    }
}
