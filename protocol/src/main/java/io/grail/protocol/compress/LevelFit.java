package io.grail.protocol.compress;

/**
 * Chooses the levels of a chunk: the split of its magnitudes into two groups, each replaced by its mean, that leaves
 * the least squared error. This is the Lloyd–Max quantiser of the chunk itself, found by trying every split.
 */
final class LevelFit {
    private LevelFit() {}

    /** The one level for {@code count} ≥ 1 magnitudes that {@code kept} holds in ascending order: their mean. */
    static Levels one(TopK kept, int count) {
        return Levels.one(total(kept, count) / count);
    }

    private static double total(TopK kept, int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += kept.magnitude(i);
        }
        return total;
    }

    /** The two levels for them, or one where one does as well. */
    static Levels two(TopK kept, int count) {
        double total = total(kept, count);
        int split = bestSplit(kept, count, total);
        if (split == count) {
            return Levels.one(total / count);
        }
        double lowSum = 0;
        for (int i = 0; i < split; i++) {
            lowSum += kept.magnitude(i);
        }
        Levels levels = Levels.two(lowSum / split, (total - lowSum) / (count - split));
        float boundary = levels.boundary();
        // After rounding all values may be nearest to one level: then one level is what the chunk has.
        boolean bothUsed = !levels.single() && kept.magnitude(0) <= boundary && kept.magnitude(count - 1) > boundary;
        return bothUsed ? levels : Levels.one(total / count);
    }

    /** The number of values in the low group; {@code count} where one group does as well as two. */
    private static int bestSplit(TopK kept, int count, double total) {
        // Squared error = Σv² − (low sum)²/low count − (high sum)²/high count: maximise what is subtracted.
        double best = total * total / count;
        int split = count;
        double lowSum = 0;
        for (int low = 1; low < count; low++) {
            lowSum += kept.magnitude(low - 1);
            double highSum = total - lowSum;
            double gain = lowSum * lowSum / low + highSum * highSum / (count - low);
            if (gain > best) {
                best = gain;
                split = low;
            }
        }
        return split;
    }
}
