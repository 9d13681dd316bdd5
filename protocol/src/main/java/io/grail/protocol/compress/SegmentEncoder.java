package io.grail.protocol.compress;

import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;

/** Encodes one segment and keeps back what it did not send. One pass over memory. One thread, one use. */
final class SegmentEncoder {
    private static final int INFINITE = 0x7f800000;

    /** Chunks that are read together, as memory lies: 128 KiB, which stay in the second cache. */
    private static final int ABREAST = 8;

    private final Segment segment;
    private final ChunkGrid grid;
    private final CompressionConfig config;
    private final Lanes lanes;
    private final Basis basis;
    private final ChunkWriter out;
    private final TopK selector;
    /** βe + Δ of each chunk that is read at once. */
    private final float[][] sums = new float[ABREAST][ChunkGrid.FULL];

    private final int[] positions;
    private final float[] sent;

    /** Magnitude bits of the largest coefficient of the chunk at hand. */
    private int largest;

    SegmentEncoder(Segment segment, ChunkGrid grid, Lanes lanes) {
        this.segment = segment;
        this.grid = grid;
        config = segment.config();
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
        int next = segment.firstChunk();
        while (next < segment.lastChunk()) {
            ChunkGrid.Neighbours chunks = grid.neighbours(next, segment.lastChunk(), ABREAST);
            accumulate(errorFeedback, pseudoGradient, chunks);
            for (int i = 0; i < chunks.count(); i++) {
                send(chunks.chunk(i), sums[i]);
            }
            keepBack(pseudoGradient, chunks);
            next += chunks.count();
        }
        return out.finish();
    }

    /**
     * What the segment would take, and gain: by how much its squared error is less than if nothing were sent. Changes
     * nothing.
     *
     * @throws NotFiniteException if βe + Δ or its coefficients are not finite
     */
    Trial tryOut(float[] errorFeedback, float[] pseudoGradient) {
        double gain = 0;
        int next = segment.firstChunk();
        while (next < segment.lastChunk()) {
            ChunkGrid.Neighbours chunks = grid.neighbours(next, segment.lastChunk(), ABREAST);
            accumulate(errorFeedback, pseudoGradient, chunks);
            for (int i = 0; i < chunks.count(); i++) {
                ChunkGrid.Chunk chunk = chunks.chunk(i);
                float[] coefficients = coefficients(chunk, sums[i]);
                int count = write(chunk, coefficients);
                for (int j = 0; j < count; j++) {
                    // v² − (v − s)²
                    gain += sent[j] * (2.0 * coefficients[positions[j]] - sent[j]);
                }
            }
            next += chunks.count();
        }
        return new Trial(out.finish().length, gain);
    }

    private void accumulate(float[] errorFeedback, float[] pseudoGradient, ChunkGrid.Neighbours chunks) {
        float decay = (float) config.errorFeedback();
        for (int row = 0; row < chunks.rows(); row++) {
            for (int i = 0; i < chunks.count(); i++) {
                int columns = chunks.columns(i);
                int start = chunks.start(i, row);
                lanes.accumulate(errorFeedback, pseudoGradient, start, columns, decay, sums[i], row * columns);
            }
        }
    }

    private void keepBack(float[] pseudoGradient, ChunkGrid.Neighbours chunks) {
        for (int row = 0; row < chunks.rows(); row++) {
            for (int i = 0; i < chunks.count(); i++) {
                int columns = chunks.columns(i);
                System.arraycopy(sums[i], row * columns, pseudoGradient, chunks.start(i, row), columns);
            }
        }
    }

    private void send(ChunkGrid.Chunk chunk, float[] sums) {
        int count = write(chunk, coefficients(chunk, sums));
        if (count == 0) {
            return;
        }
        basis.subtract(sums, chunk, positions, sent, count);
        // A value loses a level of its own sign: only a transform can make more of it than there was.
        if (basis.transforms()) {
            requireFinite(chunk, sums, "what is not sent");
        }
    }

    private float[] coefficients(ChunkGrid.Chunk chunk, float[] sums) {
        largest = requireFinite(chunk, sums, "βe + Δ");
        float[] coefficients = basis.coefficients(sums, chunk);
        if (basis.transforms()) {
            largest = requireFinite(chunk, coefficients, "coefficients");
        }
        return coefficients;
    }

    /** Writes a chunk's record; leaves positions and what a receiver decodes in the arrays, and returns how many. */
    private int write(ChunkGrid.Chunk chunk, float[] coefficients) {
        ChunkFormat format = ChunkFormat.of(chunk.size(), config);
        int count = selector.select(coefficients, chunk.size(), format.kept(), largest);
        if (count == 0) {
            out.writeEmpty(format);
            return 0;
        }
        for (int i = 0; i < count; i++) {
            positions[i] = selector.position(i);
            sent[i] = coefficients[positions[i]];
        }
        out.write(format, positions, sent, count);
        return count;
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
