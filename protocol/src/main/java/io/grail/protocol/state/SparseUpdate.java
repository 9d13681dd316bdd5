package io.grail.protocol.state;

import java.util.Arrays;
import java.util.List;

/**
 * A peer's update as the receiver sees it: for each tensor some positions, each once, in wire order, and a value for
 * each. A position that is not named was not sent, which is something else than a zero.
 *
 * <p>Immutable by agreement: the arrays are not copied, and nobody writes to them.
 */
public final class SparseUpdate {
    private final ParameterLayout layout;
    private final int[][] positions;
    private final float[][] values;
    private final short[][] places;
    private final int[][] starts;

    private SparseUpdate(ParameterLayout layout, int[][] positions, float[][] values) {
        this.layout = layout;
        this.positions = positions;
        this.values = values;
        places = new short[positions.length][];
        starts = new int[positions.length][];
    }

    /**
     * Takes over the arrays after checking them. O(number of values).
     *
     * @param positions per tensor of {@code layout}: row-major positions in the tensor, strictly ascending in wire
     *     order ({@link ChunkGrid#wireRank})
     * @param values per tensor as many as positions
     * @throws IllegalArgumentException if counts differ, or a position is out of range or out of order
     */
    public static SparseUpdate of(ParameterLayout layout, int[][] positions, float[][] values, ParallelFor parallel) {
        if (positions.length != layout.count() || values.length != layout.count()) {
            throw new IllegalArgumentException("an update of " + layout.count() + " tensors, got positions of "
                    + positions.length + " and values of " + values.length);
        }
        SparseUpdate update = new SparseUpdate(layout, positions, values);
        boolean[] wellFormed = new boolean[layout.count()];
        parallel.run(layout.count(), tensor -> {
            wellFormed[tensor] = positions[tensor].length == values[tensor].length && update.locate(tensor);
        });
        for (int tensor = 0; tensor < wellFormed.length; tensor++) {
            if (!wellFormed[tensor]) {
                throw new IllegalArgumentException("positions of " + layout.tensor(tensor)
                        + " must be in range, in wire order and as many as values");
            }
        }
        return update;
    }

    /** Finds chunk and place of every position; false if one is out of range or out of order. */
    private boolean locate(int tensor) {
        TensorShape shape = layout.tensor(tensor);
        ChunkGrid grid = new ChunkGrid(shape);
        int[] named = positions[tensor];
        short[] found = new short[named.length];
        int[] first = new int[grid.chunks() + 1];
        int chunk = 0;
        long last = -1;
        for (int i = 0; i < named.length; i++) {
            if (named[i] < 0 || named[i] >= shape.size()) {
                return false;
            }
            long rank = grid.wireRank(named[i]);
            if (rank <= last) {
                return false;
            }
            for (; chunk < rank / ChunkGrid.FULL; chunk++) {
                first[chunk + 1] = i;
            }
            found[i] = (short) (rank % ChunkGrid.FULL);
            last = rank;
        }
        Arrays.fill(first, chunk + 1, first.length, named.length);
        places[tensor] = found;
        starts[tensor] = first;
        return true;
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** Row-major positions in tensor {@code index}, in wire order, not a copy. */
    public int[] positions(int index) {
        return positions[index];
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

    /** Number of values of all tensors. */
    public long size() {
        return Arrays.stream(values).mapToLong(v -> v.length).sum();
    }

    /** L2 norm of what was sent for tensor {@code index}: binary64, summed in wire order; may be infinite or NaN. */
    public double norm(int index) {
        return StrictMath.sqrt(squares(values[index], 0, 0));
    }

    /** {@link #norm} of four updates, in less time than one after the other. */
    static double[] norms(List<SparseUpdate> four, int index) {
        float[] a = four.get(0).values[index];
        float[] b = four.get(1).values[index];
        float[] c = four.get(2).values[index];
        float[] d = four.get(3).values[index];
        int common = Math.min(Math.min(a.length, b.length), Math.min(c.length, d.length));
        double ofA = 0;
        double ofB = 0;
        double ofC = 0;
        double ofD = 0;
        for (int i = 0; i < common; i++) {
            ofA += (double) a[i] * a[i];
            ofB += (double) b[i] * b[i];
            ofC += (double) c[i] * c[i];
            ofD += (double) d[i] * d[i];
        }
        double[] sums = {
            squares(a, common, ofA), squares(b, common, ofB), squares(c, common, ofC), squares(d, common, ofD)
        };
        Arrays.setAll(sums, i -> StrictMath.sqrt(sums[i]));
        return sums;
    }

    private static double squares(float[] values, int from, double before) {
        double squares = before;
        for (int i = from; i < values.length; i++) {
            squares += (double) values[i] * values[i];
        }
        return squares;
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
        for (int tensor = 0; tensor < positions.length; tensor++) {
            float[] target = dense.values(tensor);
            for (int i = 0; i < positions[tensor].length; i++) {
                target[positions[tensor][i]] = values[tensor][i];
            }
        }
        return dense;
    }

    @Override
    public String toString() {
        return "SparseUpdate[" + size() + " of " + layout.size() + " numbers]";
    }
}
