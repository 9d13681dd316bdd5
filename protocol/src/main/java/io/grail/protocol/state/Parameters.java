package io.grail.protocol.state;

/**
 * One binary32 number for every parameter of a layout: the shared model θ, a pseudo-gradient Δ or an error-feedback
 * buffer e. Mutable, and owned by one thread at a time.
 */
public final class Parameters {
    private final ParameterLayout layout;
    private final float[][] values;

    private Parameters(ParameterLayout layout, float[][] values) {
        this.layout = layout;
        this.values = values;
    }

    public static Parameters zeros(ParameterLayout layout) {
        float[][] values = new float[layout.count()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[layout.tensor(i).size()];
        }
        return new Parameters(layout, values);
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** Row-major values of tensor {@code index}, not a copy. */
    public float[] values(int index) {
        return values[index];
    }

    /** Row-major values of the tensor named {@code name}, not a copy. */
    public float[] values(String name) {
        return values[layout.indexOf(name)];
    }

    public Parameters copy() {
        float[][] copies = new float[values.length][];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = values[i].clone();
        }
        return new Parameters(layout, copies);
    }

    /** Takes over all values of {@code other}, which is of the same layout. */
    public void set(Parameters other) {
        if (!layout.equals(other.layout)) {
            throw new IllegalArgumentException("parameters of another layout: " + other);
        }
        for (int i = 0; i < values.length; i++) {
            System.arraycopy(other.values[i], 0, values[i], 0, values[i].length);
        }
    }

    /** Bit for bit: differs from itself in no NaN, and +0 from −0. */
    public boolean sameBits(Parameters other) {
        if (!layout.equals(other.layout)) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            float[] mine = values[i];
            float[] theirs = other.values[i];
            for (int j = 0; j < mine.length; j++) {
                if (Float.floatToRawIntBits(mine[j]) != Float.floatToRawIntBits(theirs[j])) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "Parameters[" + layout.size() + " numbers in " + values.length + " tensors]";
    }
}
