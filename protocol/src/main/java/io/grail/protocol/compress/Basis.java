package io.grail.protocol.compress;

import io.grail.protocol.kernel.Dct;
import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.state.ChunkGrid;
import java.util.Arrays;

/** What the numbers on the wire are coefficients of: the parameters themselves, or cosines over a chunk. One thread. */
sealed interface Basis {
    static Basis of(String profile, Lanes lanes) {
        return profile.equals("demo") ? new Cosines(new Dct(lanes)) : new Parameters();
    }

    /** Whether coefficients are other numbers than the values. */
    boolean transforms();

    /** The coefficients of a chunk's values, which are left as they are; valid until the next call. */
    float[] coefficients(float[] values, ChunkGrid.Chunk chunk);

    /** Takes out of a chunk's values what a receiver makes of the coefficients that were sent. */
    void subtract(float[] values, ChunkGrid.Chunk chunk, int[] positions, float[] sent, int count);

    /** Profile {@code sparseloco}: every coefficient is a parameter's. */
    final class Parameters implements Basis {
        @Override
        public boolean transforms() {
            return false;
        }

        @Override
        public float[] coefficients(float[] values, ChunkGrid.Chunk chunk) {
            return values;
        }

        @Override
        public void subtract(float[] values, ChunkGrid.Chunk chunk, int[] positions, float[] sent, int count) {
            for (int i = 0; i < count; i++) {
                values[positions[i]] -= sent[i];
            }
        }
    }

    /** Profile {@code demo}: the orthonormal DCT-II of the chunk. */
    final class Cosines implements Basis {
        private final Dct dct;
        private final float[] spectrum = new float[ChunkGrid.FULL];

        Cosines(Dct dct) {
            this.dct = dct;
        }

        @Override
        public boolean transforms() {
            return true;
        }

        @Override
        public float[] coefficients(float[] values, ChunkGrid.Chunk chunk) {
            System.arraycopy(values, 0, spectrum, 0, chunk.size());
            dct.forward(spectrum, chunk.rows(), chunk.columns());
            return spectrum;
        }

        @Override
        public void subtract(float[] values, ChunkGrid.Chunk chunk, int[] positions, float[] sent, int count) {
            Arrays.fill(spectrum, 0, chunk.size(), 0);
            for (int i = 0; i < count; i++) {
                spectrum[positions[i]] = sent[i];
            }
            dct.inverse(spectrum, chunk.rows(), chunk.columns());
            for (int i = 0; i < chunk.size(); i++) {
                values[i] -= spectrum[i];
            }
        }
    }
}
