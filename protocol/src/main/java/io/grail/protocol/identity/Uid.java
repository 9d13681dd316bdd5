package io.grail.protocol.identity;

/** A neuron's slot on the subnet, 0 to 255. State is never keyed by it: a slot changes hands. */
public record Uid(int value) implements Comparable<Uid> {
    public static final int MAX = 255;

    public Uid {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("uid must be in [0, 255], got " + value);
        }
    }

    @Override
    public int compareTo(Uid other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
