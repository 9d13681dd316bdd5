package io.grail.learning.data;

/** Samples [from, to) of a dataset. */
public record SampleRange(long from, long to) {
    public SampleRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("samples [" + from + ", " + to + ") are no range");
        }
    }

    public long size() {
        return to - from;
    }
}
