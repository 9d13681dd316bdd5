package io.grail.protocol.run;

/**
 * Section {@code [data]}.
 *
 * @param manifest SHA-256 of the dataset manifest as 64 hexadecimal digits; empty where data is still to be prepared
 * @param sequenceLength L: a sample is L + 1 tokens, L of them targets
 * @param validationSamples length of the fixed slice at the end of the dataset that no assignment touches; its first
 *     half is for choosing, its second half for reporting
 */
public record DataConfig(String manifest, int sequenceLength, int validationSamples) {
    private static final int MIN_SAMPLES_PER_VALIDATION_SAMPLE = 8;

    public DataConfig {
        Range.check("data.manifest", manifest.matches("([0-9a-f]{64})?"), manifest, "64 hex digits or empty");
        Range.check("data.sequenceLength", sequenceLength, 8, 1 << 20);
        Range.check("data.validationSamples", validationSamples, 2, 1 << 20);
    }

    /** The same for a new run on a dataset of {@code samples}: validation takes at most an eighth of them. */
    public DataConfig fittedTo(long samples) {
        int most = Math.clamp(samples / MIN_SAMPLES_PER_VALIDATION_SAMPLE, 2, validationSamples);
        return new DataConfig(manifest, sequenceLength, most);
    }

    /** So many samples a new dataset must have, for {@code training} of them to be left after {@link #fittedTo}. */
    public long samplesFor(long training) {
        long most = Math.ceilDiv(training, MIN_SAMPLES_PER_VALIDATION_SAMPLE - 1);
        return training + Math.clamp(most, 2, validationSamples);
    }
}
