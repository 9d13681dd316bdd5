package io.grail.protocol.compress;

import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;

/** Encodes one segment and keeps back what it did not send. One pass over memory. One thread, one use. */
final class SegmentEncoder {
    private static final int INFINITE = 0x7f800000;

    private final Segment segment;
    private final ChunkGrid grid;
    private final CompressionConfig config;
    private final Lanes lanes;
    private final Basis basis;
    private final ChunkWriter out;
    private final TopK selector;
    private final float[] sums = new float[ChunkGrid.FULL];
    private final int[] positions;
    private final float[] sent;

    SegmentEncoder(Segment segment, ChunkGrid grid, CompressionConfig config, Lanes lanes) {
        this.segment = segment;
        this.grid = grid;
        this.config = config;
        this.lanes = lanes;
        basis = Basis.of(config.profile(), lanes);
        out = new ChunkWriter(segment.maxBytes(), config.topK());
        selector = new TopK(ChunkGrid.FULL, lanes);
        positions = new int[config.topK()];
        sent = new float[config.topK()];
    }

    /**
     * Encodes βe + Δ and leaves what a receiver does not decode in the place of Δ, chunk by chunk.
     *
     * @throws NotFiniteException if βe + Δ, its coefficients or what is left of it are not finite; Δ is then spoilt
     */
    byte[] encode(float[] errorFeedback, float[] pseudoGradient) {
        float decay = (float) config.errorFeedback();
        for (int i = segment.firstChunk(); i < segment.lastChunk(); i++) {
            ChunkGrid.Chunk chunk = grid.chunk(i);
            for (int row = 0; row < chunk.rows(); row++) {
                int start = chunk.start() + row * chunk.stride();
                lanes.accumulate(
                        errorFeedback, pseudoGradient, start, chunk.columns(), decay, sums, row * chunk.columns());
            }
            requireFinite(chunk, sums, "βe + Δ");
            send(chunk, ChunkFormat.of(chunk.size(), config));
            for (int row = 0; row < chunk.rows(); row++) {
                int start = chunk.start() + row * chunk.stride();
                System.arraycopy(sums, row * chunk.columns(), pseudoGradient, start, chunk.columns());
            }
        }
        return out.finish();
    }

    private void send(ChunkGrid.Chunk chunk, ChunkFormat format) {
        float[] coefficients = basis.coefficients(sums, chunk);
        int largest = requireFinite(chunk, coefficients, "coefficients");
        int count = selector.select(coefficients, chunk.size(), format.kept(), largest);
        if (count == 0) {
            out.writeEmpty(format);
            return;
        }
        for (int i = 0; i < count; i++) {
            positions[i] = selector.position(i);
            sent[i] = coefficients[positions[i]];
        }
        out.write(format, positions, sent, count);
        basis.subtract(sums, chunk, positions, sent, count);
        requireFinite(chunk, sums, "what is not sent");
    }

    /** Returns the magnitude bits of the largest. */
    private int requireFinite(ChunkGrid.Chunk chunk, float[] numbers, String what) {
        int largest = lanes.largest(numbers, chunk.size());
        if (largest < INFINITE) {
            return largest;
        }
        int at = 0;
        while (Float.isFinite(numbers[at])) {
            at++;
        }
        throw new NotFiniteException(
                what + " of " + numbers[at] + " in " + grid.shape().name() + "[" + chunk.position(at) + "]");
    }
}
