package io.grail.protocol.state;

import io.grail.protocol.kernel.Lanes;

/** θ ← θ − α·sign(x) over a whole chunk, x being the values that the merged coefficients belong to. */
final class SignStep implements ChunkStep {
    private final float[] theta;
    private final double rate;
    private final ChunkTransform transform;

    SignStep(float[] theta, TensorShape shape, double rate, Lanes lanes) {
        this.theta = theta;
        this.rate = rate;
        transform = new ChunkTransform(shape, lanes);
    }

    @Override
    public void step(ChunkFrame frame, Mixed mixed) {
        if (mixed.count == 0) {
            return;
        }
        float[] block = transform.clear();
        for (int i = 0; i < mixed.count; i++) {
            block[mixed.places[i]] = (float) mixed.values[i];
        }
        transform.inverse(frame);
        for (int row = 0; row < frame.rows(); row++) {
            int start = frame.start() + row * frame.stride();
            int columns = frame.columnsOf(row);
            for (int column = 0; column < columns; column++) {
                float sign = Math.signum(block[row * ChunkFrame.WIDTH + column]);
                theta[start + column] = (float) (theta[start + column] - rate * sign);
            }
        }
    }
}
