package io.grail.protocol.kernel;

/**
 * Orthonormal two-dimensional DCT-II of a chunk, and its inverse, in binary32.
 *
 * <p>Exact: the same bytes on any machine (docs/compression.md), since the order of operations is fixed and the table
 * is rounded once from StrictMath's binary64. About 90 products a number at 64 × 64; the inverse leaves out rows and
 * columns of zeros, which changes no bit. Has a scratch block, so one thread at a time.
 */
public final class Dct {
    /** The longest side of a chunk. */
    public static final int LONGEST = DctTable.LONGEST;

    private static final int STRIDE = Lanes.STRIDE;

    private final Lanes lanes;
    private final float[] block = new float[LONGEST * STRIDE];
    private final float[] other = new float[LONGEST * STRIDE];
    private final int[] inputs = new int[LONGEST];

    public Dct(Lanes lanes) {
        this.lanes = lanes;
    }

    /**
     * The chunk's coefficients in place of its values: frequency u down, v across, at place u · columns + v.
     *
     * @param chunk row-major; sides of 1 to {@value #LONGEST}, or one row of more columns, the run of a vector: that is
     *     transformed in stretches of {@value #LONGEST}, the last one perhaps shorter
     */
    public void forward(float[] chunk, int rows, int columns) {
        transform(chunk, rows, columns, this::forwardDown);
    }

    /** The chunk's values in place of its coefficients. */
    public void inverse(float[] chunk, int rows, int columns) {
        transform(chunk, rows, columns, this::inverseDown);
    }

    /** A transform of every column, from {@code block}, which it may change, to {@code other}. */
    private interface Pass {
        void down(int length, int columns);
    }

    private void transform(float[] chunk, int rows, int columns, Pass pass) {
        if (columns > LONGEST) {
            int whole = columns / LONGEST;
            across(chunk, 0, whole, LONGEST, pass);
            if (whole * LONGEST < columns) {
                across(chunk, whole * LONGEST, 1, columns - whole * LONGEST, pass);
            }
            return;
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(chunk, row * columns, block, row * STRIDE, columns);
        }
        pass.down(rows, columns);
        transpose(other, 0, STRIDE, block, 0, STRIDE, rows, columns);
        pass.down(columns, rows);
        transpose(other, 0, STRIDE, chunk, 0, columns, columns, rows);
    }

    private void across(float[] chunk, int start, int rows, int columns, Pass pass) {
        transpose(chunk, start, columns, block, 0, STRIDE, rows, columns);
        pass.down(columns, rows);
        transpose(other, 0, STRIDE, chunk, start, columns, columns, rows);
    }

    /** From {@code block}, which is changed, to {@code other}. */
    private void forwardDown(int length, int columns) {
        for (DctTable.Step step : DctTable.of(length).steps()) {
            fold(block, step, columns);
            int count = step.rows();
            for (int i = 0; i < count; i++) {
                inputs[i] = i;
            }
            Rows places = new Rows(block, step.firstRow(), 1);
            Rows frequencies = new Rows(other, step.firstFrequency(), step.frequencyStep());
            lanes.multiply(step.forward(), inputs, count, places, frequencies, columns);
        }
    }

    /** From {@code block} to {@code other}: the transposed steps in reverse. */
    private void inverseDown(int length, int columns) {
        for (DctTable.Step step : DctTable.of(length).steps().reversed()) {
            Rows frequencies = new Rows(block, step.firstFrequency(), step.frequencyStep());
            Rows places = new Rows(other, step.firstRow(), 1);
            int count = nonzero(frequencies, step.rows(), columns);
            lanes.multiply(step.inverse(), inputs, count, frequencies, places, columns);
            fold(other, step, columns);
        }
    }

    private void fold(float[] folded, DctTable.Step step, int columns) {
        for (int i = 0; i < step.firstRow(); i++) {
            lanes.butterfly(folded, i, 2 * step.firstRow() - 1 - i, columns);
        }
    }

    /** Lists the rows that are not zero throughout: a zero added to a sum that began with +0 changes no bit of it. */
    private int nonzero(Rows rows, int count, int columns) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            int start = rows.start(i);
            int j = 0;
            while (j < columns && rows.block()[start + j] == 0) {
                j++;
            }
            if (j < columns) {
                inputs[found++] = i;
            }
        }
        return found;
    }

    private static void transpose(
            float[] from, int fromStart, int fromStride, float[] to, int toStart, int toStride, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[toStart + column * toStride + row] = from[fromStart + row * fromStride + column];
            }
        }
    }
}
