package io.grail.bench.judging;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * First-order effects of all updates on all batches of one window, and what they say of each update on its own batch.
 *
 * @param effects a row for each miner's batch, in the order of the updates, and one for common samples; in each an
 *     effect for every update
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EffectTable(double[][] effects) {
    EffectTable {
        int updates = effects.length - 1;
        if (updates < 2 || Arrays.stream(effects).anyMatch(row -> row.length != updates)) {
            throw new IllegalArgumentException("a batch for each of at least two updates and common ones are needed");
        }
    }

    int updates() {
        return effects.length - 1;
    }

    private int common() {
        return effects.length - 1;
    }

    /** Update i's effect on a batch less the mean effect of all other updates. */
    double beyondOthers(int batch, int i) {
        double others = Arrays.stream(effects[batch]).sum() - effects[batch][i];
        return effects[batch][i] - others / (updates() - 1);
    }

    /** Beyond the others on its own batch, less the same on common samples: the advantage as it is judged. */
    double overCommon(int i) {
        return beyondOthers(i, i) - beyondOthers(common(), i);
    }

    /** Beyond the others on its own batch, less the mean of the same on all other batches. */
    double overAll(int i) {
        return beyondOthers(i, i) - elsewhere(i).average().orElseThrow();
    }

    /** The same in standard deviations of what update i does beyond the others on the other batches. */
    double standardised(int i) {
        double mean = elsewhere(i).average().orElseThrow();
        double squares = elsewhere(i).map(each -> (each - mean) * (each - mean)).sum();
        return overAll(i) / Math.sqrt(squares / (effects.length - 2));
    }

    private DoubleStream elsewhere(int i) {
        return IntStream.range(0, effects.length)
                .filter(batch -> batch != i)
                .mapToDouble(batch -> beyondOthers(batch, i));
    }

    /** Every update's effects divided by its effect on common samples. */
    EffectTable relative() {
        double[] yardstick = effects[common()];
        double[][] scaled = new double[effects.length][];
        Arrays.setAll(
                scaled,
                batch -> IntStream.range(0, updates())
                        .mapToDouble(i -> effects[batch][i] / yardstick[i])
                        .toArray());
        return new EffectTable(scaled);
    }
}
