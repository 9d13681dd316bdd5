package io.grail.node.lab.attack;

import java.util.List;

/**
 * A mean over seeds and how far from it the true one may well be: Student's 95 % of both sides.
 *
 * @param halfWidth NaN for a single value
 */
public record Interval(double mean, double halfWidth) {
    /** For so many degrees of freedom, and for more, nearly. */
    private static final double MANY = 2;

    /** For one degree of freedom and so on. */
    private static final double[] STUDENT = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};

    static Interval of(List<Double> values) {
        int n = values.size();
        double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
        if (n < 2) {
            return new Interval(mean, Double.NaN);
        }
        return new Interval(mean, student(n - 1) * StrictMath.sqrt(squares(values) / (n - 1) / n));
    }

    /**
     * One for each row of values, all of which scatter alike: so the scatter is estimated from all of them together, which
     * three values alone tell nearly nothing of.
     */
    static List<Interval> pooled(List<List<Double>> rows) {
        List<List<Double>> finite = rows.stream()
                .filter(row -> row.stream().allMatch(Double::isFinite))
                .toList();
        int freedom =
                finite.stream().mapToInt(row -> Math.max(0, row.size() - 1)).sum();
        double squares = finite.stream().mapToDouble(Interval::squares).sum();
        double deviation = freedom == 0 ? Double.NaN : StrictMath.sqrt(squares / freedom);
        return rows.stream()
                .map(row -> new Interval(of(row).mean, student(freedom) * deviation / StrictMath.sqrt(row.size())))
                .toList();
    }

    private static double squares(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
        return values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    }

    private static double student(int freedom) {
        return freedom == 0 || freedom > STUDENT.length ? MANY : STUDENT[freedom - 1];
    }

    /** The least that the true mean may well be, where a single value scatters by {@code alone}. */
    double least(double alone) {
        return mean - (Double.isNaN(halfWidth) ? alone : halfWidth);
    }
}
