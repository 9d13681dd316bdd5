package io.grail.protocol.compress;

import java.util.Arrays;

/**
 * Chooses the levels of a chunk so that little squared error is left; a receiver need not know how. Numbers that lie on
 * two levels, or on eight of which the outer ones are used, get exactly these back. Has scratch arrays; one thread.
 */
final class LevelFit {
    /** Of the ratio between the largest and the smallest magnitude, what eight levels may span; tried in this order. */
    private static final double[] SPANS = {1, 0.9, 0.8, 0.7, 0.6, 0.5};

    private final float[] magnitudes;
    private final LevelTable table = new LevelTable();

    /** For at most {@code most} values. */
    LevelFit(int most) {
        magnitudes = new float[most];
    }

    /** Levels for the first {@code count} ≥ 1 of {@code values}, normal numbers, told apart by {@code indexBits} bits. */
    Levels fit(float[] values, int count, int indexBits) {
        for (int i = 0; i < count; i++) {
            magnitudes[i] = Math.abs(values[i]);
        }
        Arrays.sort(magnitudes, 0, count);
        return switch (indexBits) {
            case 0 -> Levels.one(total(count) / count);
            case 1 -> two(count);
            default -> eight(count, indexBits);
        };
    }

    private double total(int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += magnitudes[i];
        }
        return total;
    }

    /** The Lloyd–Max quantiser of the chunk itself, found by trying every split; one level where that does as well. */
    private Levels two(int count) {
        double total = total(count);
        int split = bestSplit(count, total);
        if (split == count) {
            return Levels.one(total / count);
        }
        double lowSum = total(split);
        Levels levels = Levels.two(lowSum / split, (total - lowSum) / (count - split));
        return usesBothEnds(levels, count, 1) ? levels : Levels.one(total / count);
    }

    /** The number of values in the low group; {@code count} where one group does as well as two. */
    private int bestSplit(int count, double total) {
        // Squared error = Σv² − (low sum)²/low count − (high sum)²/high count: maximise what is subtracted.
        double best = total * total / count;
        int split = count;
        double lowSum = 0;
        for (int low = 1; low < count; low++) {
            lowSum += magnitudes[low - 1];
            double highSum = total - lowSum;
            double gain = lowSum * lowSum / low + highSum * highSum / (count - low);
            if (gain > best) {
                best = gain;
                split = low;
            }
        }
        return split;
    }

    /**
     * The best of a few: from the smallest to the largest magnitude; and from the middle of the lowest of eight equal
     * ratios between them, with several spans. One level where none uses its lowest and its highest.
     */
    private Levels eight(int count, int indexBits) {
        double smallest = magnitudes[0];
        double largest = magnitudes[count - 1];
        Levels best = Levels.one(total(count) / count);
        double least = error(best, count, indexBits);
        double low = smallest * Math.sqrt(Math.sqrt(Math.sqrt(Math.sqrt(largest / smallest))));
        for (int i = -1; i < SPANS.length; i++) {
            Levels levels = i < 0 ? Levels.two(smallest, largest) : Levels.two(low, Math.max(low, largest * SPANS[i]));
            double error = error(levels, count, indexBits);
            if (error < least && usesBothEnds(levels, count, indexBits)) {
                best = levels;
                least = error;
            }
        }
        return best;
    }

    private double error(Levels levels, int count, int indexBits) {
        table.set(levels, indexBits);
        double error = 0;
        for (int i = 0; i < count; i++) {
            double off = (double) magnitudes[i] - table.level(table.nearest(magnitudes[i]));
            error += off * off;
        }
        return error;
    }

    /** After rounding, all values may be nearest to other levels: then the pair of codes is not theirs. */
    private boolean usesBothEnds(Levels levels, int count, int indexBits) {
        table.set(levels, indexBits);
        return !levels.single()
                && table.nearest(magnitudes[0]) == 0
                && table.nearest(magnitudes[count - 1]) == table.last();
    }
}
