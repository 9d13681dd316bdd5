package io.grail.bench.plot;

import java.util.List;

/**
 * Points of one colour.
 *
 * @param joined by a line
 */
public record Series(String name, List<Point> points, boolean joined) {
    public Series {
        points = List.copyOf(points);
    }

    /** {@code label} stands beside the point; empty for none. */
    public record Point(double x, double y, String label) {}
}
