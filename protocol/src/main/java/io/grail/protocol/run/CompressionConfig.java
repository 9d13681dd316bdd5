package io.grail.protocol.run;

/**
 * Section {@code [compression]}.
 *
 * @param profile {@code sparseloco}
 * @param topK kept values of a full chunk of 4096; shorter chunks keep in proportion, at least one
 * @param bits of a kept value on the wire: 1 for its sign, 2 for its sign and one of two levels
 * @param errorFeedback β in e ← βe + Δ
 */
public record CompressionConfig(String profile, int topK, int bits, double errorFeedback) {
    public CompressionConfig {
        Range.check("compression.profile", profile.equals("sparseloco"), profile, "\"sparseloco\"");
        Range.check("compression.topK", topK, 1, 4_096);
        Range.check("compression.bits", bits == 1 || bits == 2, bits, "1 or 2");
        Range.check("compression.errorFeedback", errorFeedback, 0, 1);
    }
}
