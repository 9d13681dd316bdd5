package io.grail.bench.sync;

import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/**
 * Bytes that would take a reader from θ before a merge to θ after it, to the last bit, in several ways to write them down.
 *
 * @param moved parameters that changed, as a part of all
 * @param positions the least that says which: log2 C(n, k) for each chunk
 * @param values new values as they are, after {@code positions}
 * @param deflated positions, and by how many units in the last place each value moved, in four planes of bytes, deflated
 * @param entropy positions, and the entropy of those steps tensor by tensor, their table not counted: a floor for coders that
 *     know nothing of who sent what
 */
record MergedSize(double moved, double positions, double values, double deflated, double entropy) {
    static MergedSize of(Parameters before, Parameters after, List<SparseUpdate> updates, boolean wholeChunks) {
        ParameterLayout layout = before.layout();
        double positions = 0;
        double entropy = 0;
        double deflated = 0;
        long count = 0;
        for (int tensor = 0; tensor < layout.count(); tensor++) {
            ChunkGrid grid = new ChunkGrid(layout.tensor(tensor));
            BitSet sent = sent(updates, tensor);
            if (wholeChunks) {
                fill(grid, sent);
            }
            positions += wholeChunks ? grid.chunks() : positions(grid, sent);
            int[] steps = steps(before.values(tensor), after.values(tensor), sent);
            count += steps.length;
            entropy += entropy(steps);
            deflated += 8.0 * deflate(planes(steps));
        }
        return new MergedSize(
                (double) count / layout.size(),
                positions / 8,
                positions / 8 + 4.0 * count,
                (positions + deflated) / 8,
                (positions + entropy) / 8);
    }

    private static BitSet sent(List<SparseUpdate> updates, int tensor) {
        BitSet sent = new BitSet();
        updates.forEach(update -> Arrays.stream(update.positions(tensor)).forEach(sent::set));
        return sent;
    }

    /** Under a sign every parameter of a chunk moves of which anybody sent anything. */
    private static void fill(ChunkGrid grid, BitSet sent) {
        for (int i = 0; i < grid.chunks(); i++) {
            ChunkGrid.Chunk chunk = grid.chunk(i);
            boolean any = false;
            for (int place = 0; place < chunk.size() && !any; place++) {
                any = sent.get(chunk.position(place));
            }
            for (int place = 0; place < chunk.size() && any; place++) {
                sent.set(chunk.position(place));
            }
        }
    }

    private static double positions(ChunkGrid grid, BitSet sent) {
        double bits = 0;
        for (int i = 0; i < grid.chunks(); i++) {
            ChunkGrid.Chunk chunk = grid.chunk(i);
            int count = 0;
            for (int place = 0; place < chunk.size(); place++) {
                count += sent.get(chunk.position(place)) ? 1 : 0;
            }
            for (int k = 1; k <= count; k++) {
                bits += Math.log((double) (chunk.size() - count + k) / k) / Math.log(2);
            }
        }
        return bits;
    }

    private static int[] steps(float[] before, float[] after, BitSet sent) {
        return sent.stream()
                .map(at -> Float.floatToRawIntBits(after[at]) - Float.floatToRawIntBits(before[at]))
                .toArray();
    }

    private static double entropy(int[] steps) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int step : steps) {
            counts.merge(step, 1, Integer::sum);
        }
        double bits = 0;
        for (int times : counts.values()) {
            bits += times * Math.log((double) steps.length / times) / Math.log(2);
        }
        return bits;
    }

    private static byte[] planes(int[] steps) {
        byte[] planes = new byte[4 * steps.length];
        for (int i = 0; i < steps.length; i++) {
            int folded = (steps[i] << 1) ^ (steps[i] >> 31); // small steps of either sign become small numbers
            for (int plane = 0; plane < 4; plane++) {
                planes[plane * steps.length + i] = (byte) (folded >>> (8 * plane));
            }
        }
        return planes;
    }

    private static long deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            while (!deflater.finished()) {
                total += deflater.deflate(buffer);
            }
            return total;
        } finally {
            deflater.end();
        }
    }
}
