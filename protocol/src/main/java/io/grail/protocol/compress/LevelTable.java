package io.grail.protocol.compress;

/** The magnitudes that the levels of a chunk stand for, and which of them is nearest. Reused; one thread. */
final class LevelTable {
    /** Up to eight levels. */
    private static final int MOST = 8;

    /** What the level between low and high is of low, in 1024ths so that any machine has the same. */
    private static final float[][] FACTORS = factors();

    private static final float FACTOR_ONE = 1_024;

    private final float[] levels = new float[MOST];
    private final float[] boundaries = new float[MOST];
    private int last;

    /** Level i of L is low · ⌊1024 · r^(i/(L−1)) + ½⌋ / 1024, rounded to binary32; the last one is high. */
    void set(Levels chosen, int indexBits) {
        last = chosen.single() ? 0 : (1 << indexBits) - 1;
        float low = chosen.low();
        levels[0] = low;
        for (int i = 1; i < last; i++) {
            levels[i] = low * FACTORS[chosen.ratioCode()][i];
        }
        levels[last] = chosen.high();
        for (int i = 0; i < last; i++) {
            boundaries[i] = levels[i] * 0.5f + levels[i + 1] * 0.5f;
        }
    }

    /** The highest index. */
    int last() {
        return last;
    }

    float level(int index) {
        return levels[index];
    }

    /** The index of the level nearest to a magnitude, of two as near the lower. */
    int nearest(float magnitude) {
        int index = 0;
        for (int i = 0; i < last; i++) {
            index += magnitude > boundaries[i] ? 1 : 0;
        }
        return index;
    }

    private static float[][] factors() {
        float[][] factors = new float[1 << Levels.RATIO_BITS][MOST];
        for (int code = 0; code < factors.length; code++) {
            for (int i = 0; i < MOST; i++) {
                double power = StrictMath.pow(Levels.ratio(code), i / (MOST - 1.0));
                factors[code][i] = (float) StrictMath.floor(FACTOR_ONE * power + 0.5) / FACTOR_ONE;
            }
        }
        return factors;
    }
}
