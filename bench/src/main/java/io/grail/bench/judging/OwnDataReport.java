package io.grail.bench.judging;

import io.grail.bench.plot.Axis;
import io.grail.bench.plot.Plot;
import io.grail.bench.plot.Series;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How well each statistic tells honest updates from the others.
 *
 * @param sizes numbers of samples by which they are computed
 */
record OwnDataReport(List<Exhibit> exhibits, List<Integer> sizes) {
    private static final double WRONG = 0.05;

    /** Tables of areas and of ranges. */
    void print(PrintStream out) {
        printTable(out);
        printRanges(out);
    }

    private void printTable(PrintStream out) {
        out.printf(
                "%d windows, %d updates, honest %d; for each number of samples: area, passed at 5 %% wrong,"
                        + " honest and other updates above 0%n",
                exhibits.size(),
                exhibits.stream().mapToInt(Exhibit::updates).sum(),
                values(Statistic.ALL.getFirst(), sizes.getFirst(), true).length);
        StringBuilder heading = new StringBuilder(String.format("%-44s", "statistic"));
        sizes.forEach(size -> heading.append(String.format(Locale.ROOT, " | %3d %22s", size, "")));
        out.println(heading);
        for (Statistic statistic : Statistic.ALL) {
            StringBuilder row = new StringBuilder(String.format("%-44s", statistic.name()));
            for (int size : sizes) {
                double[] honest = values(statistic, size, true);
                double[] others = values(statistic, size, false);
                Roc roc = new Roc(honest, others);
                row.append(String.format(
                        Locale.ROOT,
                        " | %.3f  %.2f  %.2f  %.2f",
                        roc.area(),
                        roc.found(WRONG),
                        positive(honest),
                        positive(others)));
            }
            out.println(row);
        }
    }

    private void printRanges(PrintStream out) {
        out.printf(
                "%n%-40s %8s %30s %30s%n", "5th, 50th, 95th percentile", "samples", "honest updates", "other updates");
        for (Statistic statistic : Statistic.DRAWN) {
            for (int size : sizes) {
                out.printf(
                        "%-40s %8d %30s %30s%n",
                        statistic.name(),
                        size,
                        percentiles(values(statistic, size, true)),
                        percentiles(values(statistic, size, false)));
            }
        }
    }

    private static String percentiles(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int last = sorted.length - 1;
        return String.format(
                Locale.ROOT, "%.3g %.3g %.3g", sorted[last / 20], sorted[last / 2], sorted[last - last / 20]);
    }

    private static double positive(double[] values) {
        return Arrays.stream(values).filter(value -> value > 0).count() / (double) values.length;
    }

    private double[] values(Statistic statistic, int size, boolean honest) {
        return exhibits.stream()
                .flatMapToDouble(exhibit -> IntStream.range(0, exhibit.updates())
                        .filter(i -> exhibit.honest().get(i) == honest)
                        .mapToDouble(i -> statistic.formula().of(exhibit, i, size)))
                .toArray();
    }

    /** The ROC curves of some statistics, for the second number of samples, or the only one. */
    Plot plot() {
        int size = sizes.size() > 1 ? sizes.get(1) : sizes.getFirst();
        return new Plot(
                        "Telling honest miners from wrong-data trainers, " + size + " samples",
                        Axis.linear("share of wrong-data updates above the threshold", 0, 0.2, 0.4, 0.6, 0.8, 1),
                        Axis.linear("share of honest updates above it", 0, 0.2, 0.4, 0.6, 0.8, 1),
                        Statistic.DRAWN.stream()
                                .map(statistic -> series(statistic, size))
                                .toList())
                .withLegendBelow();
    }

    private Series series(Statistic statistic, int size) {
        Roc roc = new Roc(values(statistic, size, true), values(statistic, size, false));
        return new Series(
                statistic.name(),
                roc.corners().stream()
                        .map(point -> new Series.Point(point.wrong(), point.found(), ""))
                        .toList(),
                true);
    }
}
