package io.grail.bench.quantise;

import java.util.Arrays;

/** Levels that leave the least squared error on given numbers, as Lloyd's iteration finds them. */
final class LloydMax {
    private static final int MOST_ROUNDS = 200;

    private LloydMax() {}

    /** {@code count} ascending levels for {@code numbers}, which are sorted in place. */
    static double[] fit(double[] numbers, int count) {
        Arrays.sort(numbers);
        double[] prefix = new double[numbers.length + 1];
        for (int i = 0; i < numbers.length; i++) {
            prefix[i + 1] = prefix[i] + numbers[i];
        }
        double[] levels = new double[count];
        for (int i = 0; i < count; i++) {
            levels[i] = numbers[(int) ((i + 0.5) / count * numbers.length)];
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] means = means(numbers, prefix, levels);
            if (Arrays.equals(means, levels)) {
                break;
            }
            levels = means;
        }
        return levels;
    }

    private static double[] means(double[] numbers, double[] prefix, double[] levels) {
        double[] means = new double[levels.length];
        int from = 0;
        for (int i = 0; i < levels.length; i++) {
            int to = i + 1 == levels.length ? numbers.length : firstAbove(numbers, (levels[i] + levels[i + 1]) / 2);
            means[i] = to > from ? (prefix[to] - prefix[from]) / (to - from) : levels[i];
            from = Math.max(from, to);
        }
        return means;
    }

    private static int firstAbove(double[] numbers, double boundary) {
        int found = Arrays.binarySearch(numbers, boundary);
        int at = found < 0 ? -found - 1 : found;
        while (at < numbers.length && numbers[at] <= boundary) {
            at++;
        }
        return at;
    }

    /** The level nearest to {@code number}. */
    static double nearest(double[] levels, double number) {
        double best = levels[0];
        for (double level : levels) {
            best = Math.abs(level - number) < Math.abs(best - number) ? level : best;
        }
        return best;
    }
}
