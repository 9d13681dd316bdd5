package io.grail.protocol.state;

import java.util.Arrays;

/**
 * A peer's update as the receiver sees it: for each tensor some positions, each once, in wire order, and a value for
 * each. A position that is not named was not sent, which is something else than a zero. 6 bytes for each value.
 *
 * <p>Immutable by agreement: the arrays are not copied, and nobody writes to them.
 */
public final class SparseUpdate {
    private final ParameterLayout layout;
    private final int[][] starts;
    private final short[][] places;
    private final float[][] values;
    private final double[] norms;

    private SparseUpdate(ParameterLayout layout, int[][] starts, short[][] places, float[][] values, double[] norms) {
        this.layout = layout;
        this.starts = starts;
        this.places = places;
        this.values = values;
        this.norms = norms;
    }

    /**
     * Takes over the arrays after checking them. O(number of values).
     *
     * @param starts per tensor of {@code layout}: for every chunk the index of its first value, and at the end the
     *     number of values
     * @param places per tensor and value: its place in its chunk, strictly ascending in each
     * @param values per tensor as many as places
     * @throws IllegalArgumentException if counts differ, or a place is out of range or out of order
     */
    public static SparseUpdate ofChunks(
            ParameterLayout layout, int[][] starts, short[][] places, float[][] values, ParallelFor parallel) {
        if (starts.length != layout.count() || places.length != layout.count() || values.length != layout.count()) {
            throw new IllegalArgumentException("an update of " + layout.count() + " tensors, got starts of "
                    + starts.length + ", places of " + places.length + " and values of " + values.length);
        }
        boolean[] wellFormed = new boolean[layout.count()];
        double[] norms = new double[layout.count()];
        parallel.run(layout.count(), tensor -> {
            ChunkGrid grid = new ChunkGrid(layout.tensor(tensor));
            wellFormed[tensor] = places[tensor].length == values[tensor].length
                    && areStarts(starts[tensor], grid.chunks(), places[tensor].length)
                    && arePlaces(starts[tensor], places[tensor], grid);
            norms[tensor] = norm(values[tensor]);
        });
        for (int tensor = 0; tensor < wellFormed.length; tensor++) {
            if (!wellFormed[tensor]) {
                throw new IllegalArgumentException("positions of " + layout.tensor(tensor)
                        + " must be in range, in wire order and as many as values");
            }
        }
        return new SparseUpdate(layout, starts, places, values, norms);
    }

    /**
     * The same from positions. O(number of values).
     *
     * @param positions per tensor of {@code layout}: row-major positions in the tensor, strictly ascending in wire
     *     order ({@link ChunkGrid#wireRank})
     * @param values per tensor as many as positions
     * @throws IllegalArgumentException if counts differ, or a position is out of range or out of order
     */
    public static SparseUpdate of(ParameterLayout layout, int[][] positions, float[][] values, ParallelFor parallel) {
        int[][] starts = new int[positions.length][];
        short[][] places = new short[positions.length][];
        parallel.run(Math.min(positions.length, layout.count()), tensor -> {
            ChunkGrid grid = new ChunkGrid(layout.tensor(tensor));
            starts[tensor] = new int[grid.chunks() + 1];
            places[tensor] = new short[positions[tensor].length];
            locate(grid, positions[tensor], starts[tensor], places[tensor]);
        });
        return ofChunks(layout, starts, places, values, parallel);
    }

    /** Finds chunk and place of every position; leaves what is no start behind if one is not where it should be. */
    private static void locate(ChunkGrid grid, int[] positions, int[] starts, short[] places) {
        int chunk = 0;
        for (int i = 0; i < positions.length; i++) {
            long rank = positions[i] < 0 || positions[i] >= grid.shape().size() ? -1 : grid.wireRank(positions[i]);
            if (rank / ChunkGrid.FULL < chunk || rank < 0) {
                starts[0] = -1;
                return;
            }
            for (; chunk < rank / ChunkGrid.FULL; chunk++) {
                starts[chunk + 1] = i;
            }
            places[i] = (short) (rank % ChunkGrid.FULL);
        }
        Arrays.fill(starts, chunk + 1, starts.length, positions.length);
    }

    private static boolean areStarts(int[] starts, int chunks, int values) {
        if (starts.length != chunks + 1 || starts[0] != 0 || starts[chunks] != values) {
            return false;
        }
        boolean ascending = true;
        for (int i = 0; i < chunks; i++) {
            ascending &= starts[i] <= starts[i + 1];
        }
        return ascending;
    }

    private static boolean arePlaces(int[] starts, short[] places, ChunkGrid grid) {
        boolean right = true;
        for (int chunk = 0; chunk + 1 < starts.length; chunk++) {
            int last = -1;
            for (int i = starts[chunk]; i < starts[chunk + 1]; i++) {
                right &= places[i] > last;
                last = places[i];
            }
            right &= last < grid.chunk(chunk).size();
        }
        return right;
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** Row-major positions in tensor {@code index}, in wire order. O(number of values), a new array each time. */
    public int[] positions(int index) {
        ChunkGrid grid = new ChunkGrid(layout.tensor(index));
        int[] positions = new int[places[index].length];
        for (int i = 0; i < grid.chunks(); i++) {
            ChunkGrid.Chunk chunk = grid.chunk(i);
            for (int j = starts[index][i]; j < starts[index][i + 1]; j++) {
                positions[j] = chunk.position(places[index][j]);
            }
        }
        return positions;
    }

    /** Values at {@link #positions}, not a copy. */
    public float[] values(int index) {
        return values[index];
    }

    /** Places of the values of tensor {@code index} in their chunks, which {@link #starts} separates; not a copy. */
    short[] places(int index) {
        return places[index];
    }

    /** For every chunk of tensor {@code index} the index of its first value, and at the end the number of values. */
    int[] starts(int index) {
        return starts[index];
    }

    /** {@code sum} plus the products of chunk {@code index}'s values with those of {@code dense}; in wire order. */
    double plusDot(double sum, float[] dense, int tensor, int index, ChunkGrid.Chunk chunk) {
        for (int i = starts[tensor][index]; i < starts[tensor][index + 1]; i++) {
            sum += (double) dense[chunk.position(places[tensor][i])] * values[tensor][i];
        }
        return sum;
    }

    /** Number of values of all tensors. */
    public long size() {
        return Arrays.stream(values).mapToLong(v -> v.length).sum();
    }

    /** L2 norm of what was sent for tensor {@code index}: binary64, summed in wire order; may be infinite or NaN. */
    public double norm(int index) {
        return norms[index];
    }

    private static double norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return StrictMath.sqrt(squares);
    }

    /** The largest magnitude sent for tensor {@code index}; 0 if nothing was sent. */
    float largest(int index) {
        float largest = 0;
        for (float value : values[index]) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** The update as numbers for every parameter, zero where nothing was sent. */
    public Parameters dense() {
        Parameters dense = Parameters.zeros(layout);
        for (int tensor = 0; tensor < values.length; tensor++) {
            float[] target = dense.values(tensor);
            int[] positions = positions(tensor);
            for (int i = 0; i < positions.length; i++) {
                target[positions[i]] = values[tensor][i];
            }
        }
        return dense;
    }

    @Override
    public String toString() {
        return "SparseUpdate[" + size() + " of " + layout.size() + " numbers]";
    }
}
