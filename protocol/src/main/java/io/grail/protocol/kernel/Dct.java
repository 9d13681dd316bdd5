package io.grail.protocol.kernel;

import java.util.Arrays;

/**
 * Orthonormal two-dimensional DCT-II of a chunk, and its inverse, in binary32.
 *
 * <p>Exact: the same bytes on any machine (docs/compression.md), since the order of operations is fixed and the table
 * is rounded once from StrictMath's binary64. Forward takes 44 products a number at 64 × 64; the inverse takes time for
 * coefficients that are not zero. Has scratch blocks, so one thread at a time.
 */
public final class Dct {
    /** The longest side of a chunk. */
    public static final int LONGEST = DctTable.LONGEST;

    private static final int STRIDE = Lanes.STRIDE;

    private final Lanes lanes;
    private final float[] block = new float[LONGEST * STRIDE];
    private final float[] other = new float[LONGEST * STRIDE];
    private final float[] packed = new float[LONGEST * STRIDE];
    private final float[] factors = new float[LONGEST * LONGEST];
    private final int[] inputs = new int[LONGEST];
    private final boolean[] live = new boolean[LONGEST];

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
        if (columns > LONGEST) {
            inStretches(columns, (start, stretches, length) -> {
                copy(chunk, start, length, other, 0, STRIDE, stretches, length);
                forwardAcross(chunk, start, stretches, length);
            });
            return;
        }
        copy(chunk, 0, columns, block, 0, STRIDE, rows, columns);
        forwardDown(rows, columns);
        forwardAcross(chunk, 0, rows, columns);
    }

    /** The chunk's values in place of its coefficients. */
    public void inverse(float[] chunk, int rows, int columns) {
        if (columns > LONGEST) {
            inStretches(columns, (start, stretches, length) -> {
                inverseAcross(chunk, start, stretches, length);
                copy(other, 0, STRIDE, chunk, start, length, stretches, length);
            });
            return;
        }
        inverseAcross(chunk, 0, rows, columns);
        inverseDown(rows, columns);
        copy(block, 0, STRIDE, chunk, 0, columns, rows, columns);
    }

    /** Takes {@code stretches} rows of {@code length} numbers each, which begin at {@code start}. */
    private interface Stretches {
        void transform(int start, int stretches, int length);
    }

    private static void inStretches(int count, Stretches body) {
        int whole = count / LONGEST;
        body.transform(0, whole, LONGEST);
        if (whole * LONGEST < count) {
            body.transform(whole * LONGEST, 1, count - whole * LONGEST);
        }
    }

    /** Every column of {@code block}, which is changed, to {@code other}. */
    private void forwardDown(int length, int columns) {
        for (DctTable.Step step : DctTable.of(length).steps()) {
            fold(block, step, columns);
            int count = step.rows();
            Rows frequencies = new Rows(other, step.firstFrequency(), step.frequencyStep(), count);
            lanes.multiply(step.forward(), count, block, step.firstRow(), frequencies, columns);
        }
    }

    /** Every row of {@code other} to the chunk; both blocks are changed. */
    private void forwardAcross(float[] chunk, int start, int rows, int columns) {
        transposeBack(rows, columns);
        forwardDown(columns, rows);
        transposeBack(columns, rows);
        copy(block, 0, STRIDE, chunk, start, columns, rows, columns);
    }

    /** Every row of the chunk to {@code other}; a row is live if it is not zero throughout. */
    private void inverseAcross(float[] chunk, int start, int rows, int columns) {
        DctTable table = DctTable.of(columns);
        for (int row = 0; row < rows; row++) {
            int from = start + row * columns;
            live[row] = !lanes.zero(chunk, from, columns);
            if (!live[row]) {
                Arrays.fill(other, row * STRIDE, row * STRIDE + columns, 0);
                continue;
            }
            for (DctTable.Step step : table.steps().reversed()) {
                int found = 0;
                for (int i = 0; i < step.rows(); i++) {
                    float coefficient = chunk[from + step.firstFrequency() + i * step.frequencyStep()];
                    if (coefficient != 0) {
                        factors[found] = coefficient;
                        inputs[found++] = i;
                    }
                }
                int to = row * STRIDE + step.firstRow();
                lanes.combine(factors, inputs, found, step.forward(), step.rows(), other, to);
                unfold(row * STRIDE, step.firstRow());
            }
        }
    }

    /** Within one row, what {@link #fold} is between rows. */
    private void unfold(int start, int half) {
        int mirrored = start + 2 * half - 1;
        for (int i = 0; i < half; i++) {
            float even = other[start + i];
            float odd = other[mirrored - i];
            other[start + i] = even + odd;
            other[mirrored - i] = even - odd;
        }
    }

    /** Every column of {@code other} to {@code block}: the transposed steps in reverse. */
    private void inverseDown(int length, int columns) {
        for (DctTable.Step step : DctTable.of(length).steps().reversed()) {
            int found = pack(step, columns);
            lanes.multiply(factors, found, packed, 0, new Rows(block, step.firstRow(), 1, step.rows()), columns);
            fold(block, step, columns);
        }
    }

    /**
     * Packs the step's live rows, and what they are multiplied by, so that the product runs over consecutive rows. A zero
     * added to a sum that began with +0 changes no bit of it, so leaving rows out does not either.
     */
    private int pack(DctTable.Step step, int columns) {
        int rows = step.rows();
        int found = 0;
        for (int i = 0; i < rows; i++) {
            int row = step.firstFrequency() + i * step.frequencyStep();
            if (live[row]) {
                System.arraycopy(other, row * STRIDE, packed, found * STRIDE, columns);
                inputs[found++] = i;
            }
        }
        for (int place = 0; place < rows; place++) {
            for (int i = 0; i < found; i++) {
                factors[place * found + i] = step.inverse()[place * rows + inputs[i]];
            }
        }
        return found;
    }

    private void fold(float[] folded, DctTable.Step step, int columns) {
        for (int i = 0; i < step.firstRow(); i++) {
            lanes.butterfly(folded, i, 2 * step.firstRow() - 1 - i, columns);
        }
    }

    /** From {@code other} to {@code block}; four rows at a time, so that stores meet in a line. */
    private void transposeBack(int rows, int columns) {
        for (int row = 0; row < rows; row += 4) {
            int from = row * STRIDE;
            for (int column = 0; column < columns; column++) {
                block[column * STRIDE + row] = other[from + column];
                block[column * STRIDE + row + 1] = other[from + STRIDE + column];
                block[column * STRIDE + row + 2] = other[from + 2 * STRIDE + column];
                block[column * STRIDE + row + 3] = other[from + 3 * STRIDE + column];
            }
        }
    }

    private static void copy(
            float[] from, int start, int stride, float[] to, int target, int targetStride, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, start + row * stride, to, target + row * targetStride, columns);
        }
    }
}
