package io.grail.bench.judging;

import java.util.Arrays;
import java.util.List;

/**
 * A number that should be larger for miners that trained on their own samples.
 *
 * @param name for people
 * @param formula what it is of one update
 */
record Statistic(String name, Formula formula) {
    /** Of update {@code i}, from the first {@code size} samples of every batch. */
    interface Formula {
        double of(Exhibit exhibit, int i, int size);
    }

    private static final Statistic ESTABLISHED =
            new Statistic("x_own - x_common, the established one", Statistic::established);
    private static final Statistic JUDGED = new Statistic(
            "gradient, own less common: as judged",
            (e, i, size) -> e.table(size, Slope.GRADIENT).overCommon(i));
    private static final Statistic UNIT_TENSORS = new Statistic(
            "unit tensors, standardised",
            (e, i, size) -> e.table(size, Slope.UNIT_TENSORS).standardised(i));
    private static final Statistic SIGNS = new Statistic(
            "signs, standardised", (e, i, size) -> e.table(size, Slope.SIGNS).standardised(i));

    /** What validators judge by, and what might be better. */
    static final List<Statistic> ALL = List.of(
            ESTABLISHED,
            JUDGED,
            new Statistic("as judged, its own gains exact", Statistic::exact),
            new Statistic("as judged, in standard errors over samples", Statistic::paired),
            new Statistic(
                    "as judged, relative to the common effect",
                    (e, i, size) -> e.table(size, Slope.GRADIENT).relative().overCommon(i)),
            new Statistic(
                    "gradient, own less all other batches",
                    (e, i, size) -> e.table(size, Slope.GRADIENT).overAll(i)),
            new Statistic(
                    "gradient, standardised",
                    (e, i, size) -> e.table(size, Slope.GRADIENT).standardised(i)),
            new Statistic(
                    "unit tensors, own less common",
                    (e, i, size) -> e.table(size, Slope.UNIT_TENSORS).overCommon(i)),
            UNIT_TENSORS,
            new Statistic(
                    "signs, own less common",
                    (e, i, size) -> e.table(size, Slope.SIGNS).overCommon(i)),
            new Statistic(
                    "signs, own less all other batches",
                    (e, i, size) -> e.table(size, Slope.SIGNS).overAll(i)),
            SIGNS);

    /** Those whose curves are drawn. */
    static final List<Statistic> DRAWN = List.of(ESTABLISHED, JUDGED, UNIT_TENSORS, SIGNS);

    private static double established(Exhibit exhibit, int i, int size) {
        return exhibit.ownGain(i, size) / exhibit.batches().get(i).loss(size)
                - exhibit.commonGain(i, size) / exhibit.common().loss(size);
    }

    private static double exact(Exhibit exhibit, int i, int size) {
        double own = Exhibit.others(exhibit.batches().get(i).effects(size, Slope.GRADIENT), i) / size;
        double common = Exhibit.others(exhibit.common().effects(size, Slope.GRADIENT), i) / size;
        return exhibit.ownGain(i, size) - own - (exhibit.commonGain(i, size) - common);
    }

    private static double paired(Exhibit exhibit, int i, int size) {
        double[] own = exhibit.beyondOthers(i, i, size);
        double[] common = exhibit.beyondOthers(exhibit.updates(), i, size);
        double error = Math.sqrt((variance(own) + variance(common)) / size);
        return (Exhibit.mean(own, size) - Exhibit.mean(common, size)) / error;
    }

    private static double variance(double[] values) {
        double mean = Exhibit.mean(values, values.length);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return squares / (values.length - 1);
    }
}
