package io.grail.bench.judging;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything measured in one window.
 *
 * @param honest of every miner, whether it trained on its own samples
 * @param batches of every miner's own samples, and at the end common ones, all at θ
 * @param ownAfter losses of every miner's own samples after its update alone
 * @param commonAfter losses of the common samples after each update alone
 */
record Exhibit(List<Boolean> honest, List<BatchView> batches, List<double[]> ownAfter, List<double[]> commonAfter) {
    int updates() {
        return honest.size();
    }

    BatchView common() {
        return batches.getLast();
    }

    EffectTable table(int size, Slope slope) {
        return new EffectTable(
                batches.stream().map(batch -> batch.effects(size, slope)).toArray(double[][]::new));
    }

    /** By how much update i alone lowers the mean loss of the first of its own samples. */
    double ownGain(int i, int size) {
        return batches.get(i).loss(size) - mean(ownAfter.get(i), size);
    }

    /** By how much update i alone lowers the mean loss of the first common samples. */
    double commonGain(int i, int size) {
        return common().loss(size) - mean(commonAfter.get(i), size);
    }

    /** For each of the first samples of a batch, update i's first-order effect less the others' mean effect. */
    double[] beyondOthers(int batch, int i, int size) {
        return batches.get(batch).sampleEffects().stream()
                .limit(size)
                .mapToDouble(effects -> effects[i] - others(effects, i))
                .toArray();
    }

    /** Mean of all effects but number i. */
    static double others(double[] effects, int i) {
        return IntStream.range(0, effects.length)
                .filter(j -> j != i)
                .mapToDouble(j -> effects[j])
                .average()
                .orElseThrow();
    }

    static double mean(double[] values, int size) {
        return Arrays.stream(values, 0, size).average().orElseThrow();
    }
}
