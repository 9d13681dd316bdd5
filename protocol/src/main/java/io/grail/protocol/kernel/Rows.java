package io.grail.protocol.kernel;

/** Equally spaced rows of a block whose rows are {@link Lanes#STRIDE} apart: number i is row first + i · step. */
final class Rows {
    private final float[] block;
    private final int first;
    private final int step;
    private final int count;

    Rows(float[] block, int first, int step, int count) {
        this.block = block;
        this.first = first;
        this.step = step;
        this.count = count;
    }

    int count() {
        return count;
    }

    float[] block() {
        return block;
    }

    /** Where row number {@code i} begins. */
    int start(int i) {
        return (first + i * step) * Lanes.STRIDE;
    }
}
