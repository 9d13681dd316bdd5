package io.grail.protocol.kernel;

import java.util.Arrays;

/** {@link Lanes} in plain Java, for every JVM; the definition of what they compute. */
public final class ScalarLanes implements Lanes {
    @Override
    public void butterfly(float[] block, int low, int high, int columns) {
        int a = low * STRIDE;
        int b = high * STRIDE;
        for (int j = 0; j < columns; j++) {
            float first = block[a + j];
            float second = block[b + j];
            block[a + j] = first + second;
            block[b + j] = first - second;
        }
    }

    @Override
    public void multiply(Matrix matrix, int[] inputs, int count, Rows from, Rows to, int columns) {
        for (int o = 0; o < matrix.rows(); o++) {
            int target = to.start(o);
            float[] sums = to.block();
            Arrays.fill(sums, target, target + columns, 0);
            for (int n = 0; n < count; n++) {
                float factor = matrix.values()[o * matrix.columns() + inputs[n]];
                add(from.block(), from.start(inputs[n]), factor, sums, target, columns);
            }
        }
    }

    private static void add(float[] source, int start, float factor, float[] sums, int target, int columns) {
        for (int j = 0; j < columns; j++) {
            sums[target + j] += factor * source[start + j];
        }
    }

    @Override
    public void accumulate(float[] kept, float[] added, int start, int count, float decay, float[] sums, int at) {
        for (int i = 0; i < count; i++) {
            sums[at + i] = decay * kept[start + i] + added[start + i];
        }
    }

    @Override
    public int largest(float[] values, int count) {
        int largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & MAGNITUDE);
        }
        return largest;
    }

    @Override
    public int mark(float[] values, int count, int threshold, long[] marks) {
        int found = 0;
        for (int from = 0; from < count; from += Long.SIZE) {
            long word = 0;
            for (int i = from; i < Math.min(from + Long.SIZE, count); i++) {
                // The sign of the difference, since neither number is negative.
                int above = (threshold - (Float.floatToRawIntBits(values[i]) & MAGNITUDE)) >>> 31;
                word |= (long) above << i;
            }
            marks[from / Long.SIZE] = word;
            found += Long.bitCount(word);
        }
        return found;
    }
}
