package io.grail.protocol.state;

import io.grail.protocol.kernel.Dct;
import io.grail.protocol.kernel.Lanes;
import java.util.Arrays;

/**
 * Between a chunk's values and the coefficients that profile {@code demo} sends of it: the two-dimensional DCT of a
 * matrix's block, nothing of a vector's run (docs/state.md, Profile demo). Has scratch blocks: one thread at a time.
 */
final class ChunkTransform {
    private final boolean transforms;
    private final Dct dct;
    private final float[] square = new float[ChunkGrid.FULL];

    ChunkTransform(TensorShape shape, Lanes lanes) {
        transforms = shape.dimensions() == 2;
        dct = new Dct(lanes);
    }

    /** The square of 64 × 64 places that is transformed, all zero. */
    float[] clear() {
        Arrays.fill(square, 0);
        return square;
    }

    /** The square's coefficients become values. */
    void inverse(ChunkFrame frame) {
        if (transforms) {
            pack(frame);
            dct.inverse(square, frame.rows(), frame.columns());
            unpack(frame);
        }
    }

    /** The coefficients of a chunk of {@code tensor} take the place of its values. */
    void forward(ChunkFrame frame, float[] tensor) {
        if (!transforms) {
            return;
        }
        for (int row = 0; row < frame.rows(); row++) {
            int start = frame.start() + row * frame.stride();
            System.arraycopy(tensor, start, square, row * frame.columns(), frame.columns());
        }
        dct.forward(square, frame.rows(), frame.columns());
        for (int row = 0; row < frame.rows(); row++) {
            int start = frame.start() + row * frame.stride();
            System.arraycopy(square, row * frame.columns(), tensor, start, frame.columns());
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
