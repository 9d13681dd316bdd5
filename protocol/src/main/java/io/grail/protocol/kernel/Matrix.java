package io.grail.protocol.kernel;

/** A small dense matrix, immutable by agreement: nobody writes to {@link #values()}. */
final class Matrix {
    private final int rows;
    private final int columns;
    private final float[] values;

    /** An entry in binary64. */
    interface Entries {
        double at(int row, int column);
    }

    /** Each entry is rounded once. */
    Matrix(int rows, int columns, Entries entries) {
        this.rows = rows;
        this.columns = columns;
        values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) entries.at(i / columns, i % columns);
        }
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Row-major, not a copy. */
    float[] values() {
        return values;
    }
}
