package io.grail.bench.plot;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * One axis of a plot.
 *
 * @param ticks where a number and a line stand; ascending, the first and the last are the axis's ends
 * @param log whether equal ratios are equally far apart; ticks are positive then
 */
public record Axis(String label, List<Double> ticks, boolean log) {
    public Axis {
        ticks = List.copyOf(ticks);
        if (ticks.size() < 2 || (log && ticks.getFirst() <= 0)) {
            throw new IllegalArgumentException("axis '" + label + "' with ticks at " + ticks);
        }
    }

    public static Axis linear(String label, double... ticks) {
        return new Axis(label, boxed(ticks), false);
    }

    public static Axis logarithmic(String label, double... ticks) {
        return new Axis(label, boxed(ticks), true);
    }

    /** A logarithmic axis over powers of ten that hold all of {@code values}, which are positive. */
    public static Axis decades(String label, Stream<Double> values) {
        var range = values.mapToDouble(Double::doubleValue).summaryStatistics();
        int from = (int) Math.floor(Math.log10(range.getMin()));
        int to = Math.max(from + 1, (int) Math.ceil(Math.log10(range.getMax())));
        return new Axis(
                label,
                Stream.iterate(from, i -> i <= to, i -> i + 1)
                        .map(i -> BigDecimal.ONE.scaleByPowerOfTen(i).doubleValue())
                        .toList(),
                true);
    }

    private static List<Double> boxed(double... ticks) {
        return java.util.Arrays.stream(ticks).boxed().toList();
    }

    /** Where a value lies: 0 at the first tick, 1 at the last. */
    double place(double value) {
        double from = scale(ticks.getFirst());
        return (scale(value) - from) / (scale(ticks.getLast()) - from);
    }

    private double scale(double value) {
        return log ? Math.log(value) : value;
    }
}
