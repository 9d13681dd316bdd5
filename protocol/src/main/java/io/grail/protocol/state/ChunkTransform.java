package io.grail.protocol.state;

import io.grail.protocol.kernel.Dct;
import io.grail.protocol.kernel.Lanes;
import java.util.Arrays;

/**
 * Between a chunk's values and the coefficients that profile {@code demo} sends of it: the two-dimensional DCT of a
 * matrix's block, that of stretches of 64 of a vector's run (docs/compression.md). Has scratch blocks: one thread at a
 * time.
 */
final class ChunkTransform {
    private final boolean matrix;
    private final Dct dct;
    private final float[] square = new float[ChunkGrid.FULL];

    ChunkTransform(TensorShape shape, Lanes lanes) {
        matrix = shape.dimensions() == 2;
        dct = new Dct(lanes);
    }

    /** The square of 64 × 64 places that is transformed, all zero. */
    float[] clear() {
        Arrays.fill(square, 0);
        return square;
    }

    /** The square's coefficients become values. */
    void inverse(ChunkFrame frame) {
        if (matrix) {
            pack(frame);
            dct.inverse(square, frame.rows(), frame.columns());
            unpack(frame);
        } else {
            dct.inverse(square, 1, frame.limit() - frame.start());
        }
    }

    /** The coefficients of a chunk of {@code tensor} take the place of its values. */
    void forward(ChunkFrame frame, float[] tensor) {
        for (int row = 0; row < frame.rows(); row++) {
            int start = frame.start() + row * frame.stride();
            System.arraycopy(tensor, start, square, row * frame.columns(), frame.columnsOf(row));
        }
        if (matrix) {
            dct.forward(square, frame.rows(), frame.columns());
        } else {
            dct.forward(square, 1, frame.limit() - frame.start());
        }
        for (int row = 0; row < frame.rows(); row++) {
            int start = frame.start() + row * frame.stride();
            System.arraycopy(square, row * frame.columns(), tensor, start, frame.columnsOf(row));
        }
    }

    /** From rows of 64 to rows without gaps. */
    private void pack(ChunkFrame frame) {
        for (int row = 1; row < frame.rows() && frame.columns() < ChunkFrame.WIDTH; row++) {
            System.arraycopy(square, row * ChunkFrame.WIDTH, square, row * frame.columns(), frame.columns());
        }
    }

    /** And back; what lies between the rows is of no meaning then. */
    private void unpack(ChunkFrame frame) {
        for (int row = frame.rows() - 1; row > 0 && frame.columns() < ChunkFrame.WIDTH; row--) {
            System.arraycopy(square, row * frame.columns(), square, row * ChunkFrame.WIDTH, frame.columns());
        }
    }
}
