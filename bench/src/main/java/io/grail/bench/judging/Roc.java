package io.grail.bench.judging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well a statistic tells two groups apart, the first of which should have the larger values.
 *
 * @param first values of those that are to be found
 * @param second values of the others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Roc(double[] first, double[] second) {
    Roc {
        if (first.length == 0 || second.length == 0) {
            throw new IllegalArgumentException("two groups are needed, got " + first.length + " and " + second.length);
        }
        first = Arrays.stream(first).sorted().toArray();
        second = Arrays.stream(second).sorted().toArray();
    }

    /**
     * One place of a threshold: whose values are at least as large.
     *
     * @param found share of the first group
     * @param wrong share of the second
     */
    record Point(double wrong, double found) {}

    /** From (0, 0) to (1, 1), a point for every value that occurs. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0));
        double[] all = new double[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        double[] thresholds = Arrays.stream(all).distinct().sorted().toArray();
        for (int i = thresholds.length - 1; i >= 0; i--) {
            points.add(new Point(share(second, thresholds[i]), share(first, thresholds[i])));
        }
        return points;
    }

    /** The points at which the curve turns, and its ends. */
    List<Point> corners() {
        List<Point> all = points();
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean end = i == 0 || i == all.size() - 1;
            if (end || !straight(all.get(i - 1), all.get(i), all.get(i + 1))) {
                corners.add(all.get(i));
            }
        }
        return corners;
    }

    private static boolean straight(Point before, Point here, Point after) {
        return (before.wrong() == here.wrong() && here.wrong() == after.wrong())
                || (before.found() == here.found() && here.found() == after.found());
    }

    /** Area under the points: how often one of the first has the larger value of a pair; ties count half. */
    double area() {
        List<Point> points = points();
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            double width = points.get(i).wrong() - points.get(i - 1).wrong();
            area += width * (points.get(i).found() + points.get(i - 1).found()) / 2;
        }
        return area;
    }

    /** The largest share of the first group that a threshold finds while it is wrong about at most {@code wrong}. */
    double found(double wrong) {
        return points().stream()
                .filter(point -> point.wrong() <= wrong)
                .mapToDouble(Point::found)
                .max()
                .orElse(0);
    }

    private static double share(double[] values, double threshold) {
        return (double) Arrays.stream(values)
                        .filter(value -> value >= threshold)
                        .count()
                / values.length;
    }
}
