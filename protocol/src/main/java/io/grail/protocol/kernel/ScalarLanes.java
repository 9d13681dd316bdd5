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
    public void multiply(float[] factors, int count, float[] from, int first, Rows to, int columns) {
        float[] sums = to.block();
        for (int o = 0; o < to.count(); o++) {
            int target = to.start(o);
            Arrays.fill(sums, target, target + columns, 0);
            for (int i = 0; i < count; i++) {
                add(from, (first + i) * STRIDE, factors[o * count + i], sums, target, columns);
            }
        }
    }

    private static void add(float[] source, int start, float factor, float[] sums, int target, int columns) {
        for (int j = 0; j < columns; j++) {
            sums[target + j] += factor * source[start + j];
        }
    }

    @Override
    public void combine(float[] factors, int[] inputs, int count, float[] table, int width, float[] target, int at) {
        Arrays.fill(target, at, at + width, 0);
        for (int i = 0; i < count; i++) {
            add(table, inputs[i] * width, factors[i], target, at, width);
        }
    }

    @Override
    public boolean zero(float[] values, int start, int count) {
        int i = 0;
        while (i < count && values[start + i] == 0) {
            i++;
        }
        return i == count;
    }

    @Override
    public void accumulate(float[] kept, float[] added, int start, int count, float decay, float[] sums, int at) {
        for (int i = 0; i < count; i++) {
            sums[at + i] = decay * kept[start + i] + added[start + i];
        }
    }

    @Override
    public void subtract(float[] target, int at, float[] steps, int start, int count, float rate) {
        for (int i = 0; i < count; i++) {
            target[at + i] -= rate * steps[start + i];
            steps[start + i] = 0;
        }
    }

    @Override
    public void nesterov(Momentum moved, int at, float[] steps, int start, int count) {
        float[] target = moved.target();
        float[] velocity = moved.velocity();
        for (int i = 0; i < count; i++) {
            float step = steps[start + i];
            velocity[at + i] = moved.decay() * velocity[at + i] + step;
            float ahead = step + moved.decay() * velocity[at + i];
            target[at + i] -= moved.rate() * ahead;
            steps[start + i] = 0;
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
