package io.grail.protocol.compress;

/**
 * The magnitudes that a chunk's values take, as the wire carries them (docs/compression.md): low, high, and with more
 * than two levels what lies between them in equal ratios.
 *
 * <p>{@code low} is a binary32 number cut to 8 significant bits; {@code high} is low times a small number of 5
 * significant bits, so the product is exact. Ratio code 0 stands for a chunk with one level only.
 *
 * @param scaleCode upper 15 magnitude bits of {@code low}: 8 of exponent, 7 of fraction
 * @param ratioCode 3 bits of exponent, 4 of fraction: (16 + c mod 16) / 16 · 2^⌊c/16⌋
 */
record Levels(int scaleCode, int ratioCode) {
    static final int SCALE_BITS = 15;
    static final int RATIO_BITS = 7;

    private static final int FRACTION_BITS = 4;
    private static final int FRACTION_ONE = 1 << FRACTION_BITS;
    private static final int MAX_RATIO_CODE = (1 << RATIO_BITS) - 1;
    private static final int MAX_SCALE_CODE = 0x7f7f;
    private static final int DROPPED_BITS = Float.SIZE - 1 - SCALE_BITS;

    /** One level, the nearest to a mean magnitude that is a normal, finite binary32 number. */
    static Levels one(double mean) {
        return new Levels(scaleCode(mean), 0);
    }

    /** The nearest pair of levels to two magnitudes, {@code low} ≤ {@code high}. */
    static Levels two(double low, double high) {
        int scale = scaleCode(low);
        int ratio = ratioCode(high / new Levels(scale, 0).low());
        while (!Float.isFinite(new Levels(scale, ratio).high())) {
            ratio--;
        }
        return new Levels(scale, ratio);
    }

    float low() {
        return Float.intBitsToFloat(scaleCode << DROPPED_BITS);
    }

    float high() {
        return low() * (float) ratio(ratioCode);
    }

    boolean single() {
        return ratioCode == 0;
    }

    /** Magnitudes above this are nearer to the high level than to the low one, where there are two. */
    float boundary() {
        return low() * 0.5f + high() * 0.5f;
    }

    /** high / low of a code. */
    static double ratio(int code) {
        int significand = FRACTION_ONE + (code & (FRACTION_ONE - 1));
        return (significand << (code >>> FRACTION_BITS)) / (double) FRACTION_ONE;
    }

    private static int scaleCode(double mean) {
        int bits = Float.floatToRawIntBits((float) mean);
        int rounded = (bits + (1 << (DROPPED_BITS - 1))) >>> DROPPED_BITS;
        return Math.min(rounded, MAX_SCALE_CODE);
    }

    private static int ratioCode(double ratio) {
        if (ratio <= 1) {
            return 0;
        }
        int exponent = Math.min(Math.getExponent(ratio), (1 << (RATIO_BITS - FRACTION_BITS)) - 1);
        double fraction = ratio / (1 << exponent) - 1;
        double code = exponent * FRACTION_ONE + Math.rint(fraction * FRACTION_ONE);
        return (int) Math.min(code, MAX_RATIO_CODE);
    }
}
