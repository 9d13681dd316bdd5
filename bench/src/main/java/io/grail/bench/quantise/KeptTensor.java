package io.grail.bench.quantise;

import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import java.util.Arrays;

/** What selection kept of one tensor: the numbers before quantisation in wire order, chunk by chunk. */
final class KeptTensor {
    private final float[] values;
    private final int[] chunkEnds;

    /** Chunk i is {@code values[chunkEnds[i − 1]], …, values[chunkEnds[i] − 1]}; none is empty. */
    KeptTensor(float[] values, int... chunkEnds) {
        this.values = values;
        this.chunkEnds = chunkEnds;
    }

    /** What of tensor {@code index} of {@code buffer} was selected, by the positions of the update made of it. */
    static KeptTensor of(Parameters buffer, SparseUpdate update, int index) {
        ChunkGrid grid = new ChunkGrid(buffer.layout().tensor(index));
        int[] positions = update.positions(index);
        float[] all = buffer.values(index);
        float[] values = new float[positions.length];
        int[] ends = new int[positions.length];
        int chunks = 0;
        long last = -1;
        for (int i = 0; i < values.length; i++) {
            values[i] = all[positions[i]];
            long chunk = grid.wireRank(positions[i]) / ChunkGrid.FULL;
            chunks += chunk == last ? 0 : 1;
            ends[chunks - 1] = i + 1;
            last = chunk;
        }
        return new KeptTensor(values, Arrays.copyOf(ends, chunks));
    }

    int size() {
        return values.length;
    }

    int chunks() {
        return chunkEnds.length;
    }

    float value(int index) {
        return values[index];
    }

    int chunkStart(int chunk) {
        return chunk == 0 ? 0 : chunkEnds[chunk - 1];
    }

    int chunkEnd(int chunk) {
        return chunkEnds[chunk];
    }

    /** Mean magnitude of [from, to). */
    double meanMagnitude(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(values[i]);
        }
        return sum / (to - from);
    }

    double squares() {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
