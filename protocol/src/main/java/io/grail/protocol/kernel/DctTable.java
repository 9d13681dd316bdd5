package io.grail.protocol.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * How the DCT-II of one length is computed: halved while that is even and above {@value #DIRECT}, then as it stands.
 *
 * <p>A step takes x to sums s and differences d of what lies symmetric about the middle. Odd frequencies are a matrix
 * times d; even ones are the same transform of s, at half the length. A third of the plain matrix's work at 64.
 */
record DctTable(List<Step> steps) {
    static final int LONGEST = 64;
    private static final int DIRECT = 8;

    /** Of length n at n − 1. */
    private static final List<DctTable> TABLES = tables();

    /**
     * Some of the frequencies, from some rows of the block as the steps before left it.
     *
     * <p>{@code firstRow} is that of the rows which it takes; above 0, it first folds the rows below 2 · firstRow.
     */
    static final class Step {
        private final int firstRow;
        private final int firstFrequency;
        private final int frequencyStep;
        private final int rows;
        private final float[] forward;
        private final float[] inverse;

        Step(int firstRow, int rows, int firstFrequency, int frequencyStep, Entries entries) {
            this.firstRow = firstRow;
            this.rows = rows;
            this.firstFrequency = firstFrequency;
            this.frequencyStep = frequencyStep;
            forward = new float[rows * rows];
            inverse = new float[rows * rows];
            for (int i = 0; i < forward.length; i++) {
                float entry = (float) entries.at(i / rows, i % rows);
                forward[i] = entry;
                inverse[i % rows * rows + i / rows] = entry;
            }
        }

        int firstRow() {
            return firstRow;
        }

        int firstFrequency() {
            return firstFrequency;
        }

        int frequencyStep() {
            return frequencyStep;
        }

        /** Of its frequencies, and of the places that it makes them from. */
        int rows() {
            return rows;
        }

        /** Frequency by frequency, what each place counts. Not a copy. */
        float[] forward() {
            return forward;
        }

        /** Place by place, what each frequency counts. Not a copy. */
        float[] inverse() {
            return inverse;
        }
    }

    /** An entry of a matrix in binary64. */
    interface Entries {
        double at(int frequency, int place);
    }

    /** For 1 ≤ {@code length} ≤ {@value #LONGEST}. */
    static DctTable of(int length) {
        return TABLES.get(length - 1);
    }

    private static List<DctTable> tables() {
        List<DctTable> tables = new ArrayList<>();
        for (int length = 1; length <= LONGEST; length++) {
            tables.add(new DctTable(steps(length)));
        }
        return List.copyOf(tables);
    }

    private static List<Step> steps(int length) {
        List<Step> steps = new ArrayList<>();
        int rest = length;
        int stride = 1;
        while (rest % 2 == 0 && rest > DIRECT) {
            int half = rest / 2;
            int folded = rest;
            // Folding leaves the differences in the upper half, mirrored.
            steps.add(new Step(
                    half, half, stride, 2 * stride, (k, row) -> entry(length, folded, half - 1 - row, 2 * k + 1)));
            rest = half;
            stride *= 2;
        }
        int direct = rest;
        steps.add(new Step(0, direct, 0, stride, (k, row) -> entry(length, direct, row, k)));
        return List.copyOf(steps);
    }

    /** Of frequency {@code k} at {@code place} of {@code length} places, scaled for the {@code whole} transform. */
    private static double entry(int whole, int length, int place, int k) {
        double angle = StrictMath.PI * ((2 * place + 1) * k % (4 * length)) / (2 * length);
        return StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / whole) * StrictMath.cos(angle);
    }
}
