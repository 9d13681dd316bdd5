package io.grail.node.lab.attack;

import java.util.List;

/**
 * A mean over seeds and how far from it the true one may well be: Student's 95 % of both sides.
 *
 * @param halfWidth NaN for a single value
 */
public record Interval(double mean, double halfWidth) {
    /** For one degree of freedom and so on. */
    private static final double[] STUDENT = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};

    static Interval of(List<Double> values) {
        int n = values.size();
        double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
        if (n < 2) {
            return new Interval(mean, Double.NaN);
        }
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double t = STUDENT[Math.min(n - 2, STUDENT.length - 1)];
        return new Interval(mean, t * StrictMath.sqrt(squares / (n - 1) / n));
    }
}
