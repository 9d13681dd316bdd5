package io.grail.protocol.run;

import java.util.List;

/**
 * Section {@code [compression]}.
 *
 * @param profile {@code sparseloco}: of the update itself the largest values; {@code demo}: of its DCT over each chunk
 * @param topK kept values of a full chunk of 4096; shorter chunks keep in proportion, at least one
 * @param bits of a kept value on the wire: 1 for its sign, 2 or 4 for its sign and one of two or eight levels, 32 for
 *     the number itself
 * @param errorFeedback β in e ← βe + Δ
 * @param bytesPerWindow what a payload may take; the miner then chooses for each tensor how many values it sends, up to
 *     {@code topK}, and in how many bits, up to {@code bits}. 0: {@code topK} values of {@code bits} everywhere
 */
public record CompressionConfig(String profile, int topK, int bits, double errorFeedback, int bytesPerWindow) {
    private static final String SIGN_PROFILE = "demo";
    private static final List<String> PROFILES = List.of("sparseloco", SIGN_PROFILE);
    private static final List<Integer> BITS = List.of(1, 2, 4, 32);

    public CompressionConfig {
        Range.check("compression.profile", PROFILES.contains(profile), profile, "\"sparseloco\" or \"demo\"");
        Range.check("compression.topK", topK, 1, 4_096);
        Range.check("compression.bits", BITS.contains(bits), bits, "1, 2, 4 or 32");
        Range.check("compression.errorFeedback", errorFeedback, 0, 1);
        Range.check("compression.bytesPerWindow", bytesPerWindow, 0, Integer.MAX_VALUE - Long.BYTES);
        Range.check(
                "compression.bits", bytesPerWindow == 0 || bits < Float.SIZE, bits, "at most 4 with bytesPerWindow");
    }

    /** Without a budget. */
    public CompressionConfig(String profile, int topK, int bits, double errorFeedback) {
        this(profile, topK, bits, errorFeedback, 0);
    }

    /** Whether the outer step takes only the sign of what the values stand for. */
    public boolean takesSign() {
        return profile.equals(SIGN_PROFILE);
    }
}
