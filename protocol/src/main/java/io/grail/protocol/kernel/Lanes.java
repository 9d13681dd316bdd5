package io.grail.protocol.kernel;

/**
 * The inner loops that deserve a processor's vector unit. Every result is the same to the last bit whichever
 * implementation computes it: lanes hold independent numbers, every product and every sum is rounded by itself, and
 * nothing is added across lanes.
 */
public sealed interface Lanes permits ScalarLanes, VectorLanes {
    /** All bits of a binary32 number but its sign; ordered as magnitudes are. */
    int MAGNITUDE = 0x7fffffff;

    /** From one row of a block to the next, in numbers. */
    int STRIDE = 64;

    /** The fastest that this JVM can run: the Vector API needs {@code --add-modules jdk.incubator.vector}. */
    static Lanes best() {
        return Best.LANES;
    }

    /** In rows {@code low} and {@code high} of a block, (a, b) ← (a + b, a − b) in every column below {@code columns}. */
    void butterfly(float[] block, int low, int high, int columns);

    /**
     * Row o of {@code to} ← Σ factors[o · count + i] · row {@code first} + i of {@code from}, summed from +0 with i
     * ascending, in every column below {@code columns}; other columns may be written.
     *
     * @param count of rows that are summed
     */
    void multiply(float[] factors, int count, float[] from, int first, Rows to, int columns);

    /**
     * target[at + j] ← Σ factors[i] · table[inputs[i] · width + j], summed from +0 with i ascending below {@code count},
     * for j below {@code width}.
     */
    void combine(float[] factors, int[] inputs, int count, float[] table, int width, float[] target, int at);

    /** Whether the {@code count} values from {@code start} on are all zeros of either sign. */
    boolean zero(float[] values, int start, int count);

    /** sums[at + i] ← decay · kept[start + i] + added[start + i] for i below {@code count}: two roundings. */
    void accumulate(float[] kept, float[] added, int start, int count, float decay, float[] sums, int at);

    /**
     * target[at + i] ← target[at + i] − rate · steps[start + i] for i below {@code count}: two roundings. These steps
     * become +0.
     */
    void subtract(float[] target, int at, float[] steps, int start, int count, float rate);

    /**
     * With d = steps[start + i], p = at + i and i below {@code count}: v[p] ← μ·v[p] + d, then θ[p] ←
     * θ[p] − α·(d + μ·v[p]) by the new v[p]; one rounding an operation. These steps become +0.
     */
    void nesterov(Momentum moved, int at, float[] steps, int start, int count);

    /** The magnitude bits of the largest of the first {@code count} values; infinite and NaN have the largest bits. */
    int largest(float[] values, int count);

    /**
     * Bit i of the number in {@code marks} ← whether the magnitude bits of value i exceed {@code threshold}, for the
     * first {@code count} values. Returns how many do.
     *
     * @param marks 64 values each; at least ⌈count / 64⌉
     */
    int mark(float[] values, int count, int threshold, long[] marks);

    /** Holds the choice, made once. */
    final class Best {
        private static final Lanes LANES =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                        ? new VectorLanes()
                        : new ScalarLanes();

        private Best() {}
    }
}
