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
    public void multiply(float[] factors, int count, float[] from, int first, Rows to, int columns) {
        int rows = to.count();
        int o = 0;
        for (; o + TOGETHER <= rows; o += TOGETHER) {
            for (int j = 0; j < columns; j += 2 * LANES) {
                multiplyFour(factors, o, count, from, first * STRIDE + j, to, j);
            }
        }
        for (; o < rows; o++) {
            for (int j = 0; j < columns; j += LANES) {
                multiplyOne(factors, o, count, from, first * STRIDE + j, to, j);
            }
        }
    }

    private static void multiplyOne(float[] factors, int o, int count, float[] from, int start, Rows to, int column) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i++) {
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[o * count + i]);
            sum = sum.add(factor.mul(FloatVector.fromArray(SPECIES, from, start + i * STRIDE)));
        }
        sum.intoArray(to.block(), to.start(o) + column);
    }

    private static void multiplyFour(float[] factors, int o, int count, float[] from, int start, Rows to, int column) {
        int aRow = o * count;
        int bRow = aRow + count;
        int cRow = bRow + count;
        int dRow = cRow + count;
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector d0 = FloatVector.zero(SPECIES);
        FloatVector d1 = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i++) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, from, start + i * STRIDE);
            FloatVector x1 = FloatVector.fromArray(SPECIES, from, start + LANES + i * STRIDE);
            FloatVector a = FloatVector.broadcast(SPECIES, factors[aRow + i]);
            FloatVector b = FloatVector.broadcast(SPECIES, factors[bRow + i]);
            FloatVector c = FloatVector.broadcast(SPECIES, factors[cRow + i]);
            FloatVector d = FloatVector.broadcast(SPECIES, factors[dRow + i]);
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
    public void combine(float[] factors, int[] inputs, int count, float[] table, int width, float[] target, int at) {
        int j = 0;
        for (; j <= width - 2 * LANES; j += 2 * LANES) {
            FloatVector first = FloatVector.zero(SPECIES);
            FloatVector second = FloatVector.zero(SPECIES);
            for (int i = 0; i < count; i++) {
                FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
                int row = inputs[i] * width + j;
                first = first.add(factor.mul(FloatVector.fromArray(SPECIES, table, row)));
                second = second.add(factor.mul(FloatVector.fromArray(SPECIES, table, row + LANES)));
            }
            first.intoArray(target, at + j);
            second.intoArray(target, at + j + LANES);
        }
        for (; j <= width - LANES; j += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = 0; i < count; i++) {
                FloatVector row = FloatVector.fromArray(SPECIES, table, inputs[i] * width + j);
                sum = sum.add(FloatVector.broadcast(SPECIES, factors[i]).mul(row));
            }
            sum.intoArray(target, at + j);
        }
        for (; j < width; j++) {
            float sum = 0;
            for (int i = 0; i < count; i++) {
                sum += factors[i] * table[inputs[i] * width + j];
            }
            target[at + j] = sum;
        }
    }

    @Override
    public boolean zero(float[] values, int start, int count) {
        IntVector bits = IntVector.zero(INTS);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            bits = bits.or(magnitudes(values, start + i));
        }
        boolean zero = bits.eq(0).allTrue();
        for (; i < count; i++) {
            zero &= values[start + i] == 0;
        }
        return zero;
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
    public void subtract(float[] target, int at, float[] steps, int start, int count, float rate) {
        FloatVector factor = FloatVector.broadcast(SPECIES, rate);
        FloatVector zero = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector step = FloatVector.fromArray(SPECIES, steps, start + i).mul(factor);
            zero.intoArray(steps, start + i);
            FloatVector.fromArray(SPECIES, target, at + i).sub(step).intoArray(target, at + i);
        }
        for (; i < count; i++) {
            target[at + i] -= rate * steps[start + i];
            steps[start + i] = 0;
        }
    }

    @Override
    public void nesterov(Momentum moved, int at, float[] steps, int start, int count) {
        float[] target = moved.target();
        float[] velocity = moved.velocity();
        FloatVector decay = FloatVector.broadcast(SPECIES, moved.decay());
        FloatVector rate = FloatVector.broadcast(SPECIES, moved.rate());
        FloatVector zero = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector step = FloatVector.fromArray(SPECIES, steps, start + i);
            zero.intoArray(steps, start + i);
            FloatVector fresh =
                    FloatVector.fromArray(SPECIES, velocity, at + i).mul(decay).add(step);
            fresh.intoArray(velocity, at + i);
            FloatVector ahead = step.add(fresh.mul(decay));
            FloatVector.fromArray(SPECIES, target, at + i).sub(ahead.mul(rate)).intoArray(target, at + i);
        }
        for (; i < count; i++) {
            float step = steps[start + i];
            velocity[at + i] = moved.decay() * velocity[at + i] + step;
            target[at + i] -= moved.rate() * (step + moved.decay() * velocity[at + i]);
            steps[start + i] = 0;
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
