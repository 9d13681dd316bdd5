package io.grail.protocol.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Lanes} with the Vector API: the same operations in the same order, some columns at a time. */
public final class VectorLanes implements Lanes {
    // Two vectors must fit a row of a block.
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();

    /** Rows that are computed together: eight sums and six operands fit the sixteen registers of AVX2. */
    private static final int TOGETHER = 4;

    @Override
    public void butterfly(float[] block, int low, int high, int columns) {
        int a = low * STRIDE;
        int b = high * STRIDE;
        for (int j = 0; j < columns; j += LANES) {
            FloatVector first = FloatVector.fromArray(SPECIES, block, a + j);
            FloatVector second = FloatVector.fromArray(SPECIES, block, b + j);
            first.add(second).intoArray(block, a + j);
            first.sub(second).intoArray(block, b + j);
        }
    }

    @Override
    public void multiply(Matrix matrix, int[] inputs, int count, Rows from, Rows to, int columns) {
        int o = 0;
        for (; o + TOGETHER <= matrix.rows(); o += TOGETHER) {
            for (int j = 0; j < columns; j += 2 * LANES) {
                multiplyFour(matrix, o, inputs, count, from, to, j);
            }
        }
        for (; o < matrix.rows(); o++) {
            for (int j = 0; j < columns; j += LANES) {
                multiplyOne(matrix, o, inputs, count, from, to, j);
            }
        }
    }

    private static void multiplyOne(Matrix matrix, int o, int[] inputs, int count, Rows from, Rows to, int column) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int n = 0; n < count; n++) {
            FloatVector factor = FloatVector.broadcast(SPECIES, matrix.values()[o * matrix.columns() + inputs[n]]);
            sum = sum.add(factor.mul(FloatVector.fromArray(SPECIES, from.block(), from.start(inputs[n]) + column)));
        }
        sum.intoArray(to.block(), to.start(o) + column);
    }

    private static void multiplyFour(Matrix matrix, int o, int[] inputs, int count, Rows from, Rows to, int column) {
        float[] factors = matrix.values();
        int width = matrix.columns();
        int row = o * width;
        float[] source = from.block();
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        for (int n = 0; n < count; n++) {
            int at = from.start(inputs[n]) + column;
            int factor = row + inputs[n];
            FloatVector x0 = FloatVector.fromArray(SPECIES, source, at);
            FloatVector x1 = FloatVector.fromArray(SPECIES, source, at + LANES);
            FloatVector a = FloatVector.broadcast(SPECIES, factors[factor]);
            FloatVector b = FloatVector.broadcast(SPECIES, factors[factor + width]);
            FloatVector c = FloatVector.broadcast(SPECIES, factors[factor + 2 * width]);
            FloatVector d = FloatVector.broadcast(SPECIES, factors[factor + 3 * width]);
            a0 = a0.add(a.mul(x0));
            a1 = a1.add(a.mul(x1));
            b0 = b0.add(b.mul(x0));
            b1 = b1.add(b.mul(x1));
            c0 = c0.add(c.mul(x0));
            c1 = c1.add(c.mul(x1));
            d0 = d0.add(d.mul(x0));
            d1 = d1.add(d.mul(x1));
        }
        store(a0, a1, to, o, column);
        store(b0, b1, to, o + 1, column);
        store(c0, c1, to, o + 2, column);
        store(d0, d1, to, o + 3, column);
    }

    private static void store(FloatVector first, FloatVector second, Rows to, int row, int column) {
        int at = to.start(row) + column;
        first.intoArray(to.block(), at);
        second.intoArray(to.block(), at + LANES);
    }

    @Override
    public void accumulate(float[] kept, float[] added, int start, int count, float decay, float[] sums, int at) {
        FloatVector factor = FloatVector.broadcast(SPECIES, decay);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector product = factor.mul(FloatVector.fromArray(SPECIES, kept, start + i));
            product.add(FloatVector.fromArray(SPECIES, added, start + i)).intoArray(sums, at + i);
        }
        for (; i < count; i++) {
            sums[at + i] = decay * kept[start + i] + added[start + i];
        }
    }

    @Override
    public int largest(float[] values, int count) {
        IntVector most = IntVector.zero(INTS);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            most = most.max(magnitudes(values, i));
        }
        int largest = most.reduceLanes(VectorOperators.MAX);
        for (; i < count; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & MAGNITUDE);
        }
        return largest;
    }

    @Override
    public int mark(float[] values, int count, int threshold, long[] marks) {
        int found = 0;
        int from = 0;
        for (; from <= count - Long.SIZE; from += Long.SIZE) {
            long word = 0;
            for (int i = 0; i < Long.SIZE; i += LANES) {
                VectorMask<Integer> above = magnitudes(values, from + i).compare(VectorOperators.GT, threshold);
                word |= above.toLong() << i;
            }
            marks[from / Long.SIZE] = word;
            found += Long.bitCount(word);
        }
        if (from < count) {
            long word = 0;
            for (int i = from; i < count; i++) {
                int above = (threshold - (Float.floatToRawIntBits(values[i]) & MAGNITUDE)) >>> 31;
                word |= (long) above << i;
            }
            marks[from / Long.SIZE] = word;
            found += Long.bitCount(word);
        }
        return found;
    }

    private static IntVector magnitudes(float[] values, int at) {
        return FloatVector.fromArray(SPECIES, values, at).reinterpretAsInts().and(MAGNITUDE);
    }
}
