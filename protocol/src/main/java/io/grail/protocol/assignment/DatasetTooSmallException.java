package io.grail.protocol.assignment;

/** A dataset that does not hold enough samples for everybody's slice. */
public final class DatasetTooSmallException extends RuntimeException {
    public DatasetTooSmallException(int hotkeys, int samplesPerWindow, int common, long trainSamples) {
        super("the dataset has " + trainSamples + " training samples, but " + hotkeys + " registered hotkeys need "
                + samplesPerWindow + " each (inner.steps x inner.batch)"
                + (common == 0 ? "" : " and judging them " + common + " that nobody was assigned") + ", "
                + ((long) hotkeys * samplesPerWindow + common)
                + " in all: prepare more text, or lower inner.steps, inner.batch or data.sequenceLength");
    }
}
