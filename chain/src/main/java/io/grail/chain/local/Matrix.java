package io.grail.chain.local;

import io.grail.protocol.identity.Uid;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Sums, normalisations and medians of small dense matrices; always in ascending order, so equal everywhere. */
final class Matrix {
    private static final double U16 = 65_535.0;

    private Matrix() {}

    /** The rows as fractions of 65535, n by n; entries beyond n are dropped. */
    static double[][] dense(List<SortedMap<Uid, Integer>> rows) {
        int n = rows.size();
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] row = matrix[i];
            rows.get(i).forEach((uid, value) -> {
                if (uid.value() < n) {
                    row[uid.value()] = value / U16;
                }
            });
        }
        return matrix;
    }

    /** The nonzero entries of a row as u16, rounded down. */
    static SortedMap<Uid, Integer> sparse(double[] row) {
        SortedMap<Uid, Integer> entries = new TreeMap<>();
        for (int j = 0; j < row.length; j++) {
            int value = u16(row[j]);
            if (value > 0) {
                entries.put(new Uid(j), value);
            }
        }
        return entries;
    }

    static int u16(double fraction) {
        return (int) Math.floor(Math.max(0, Math.min(1, fraction)) * U16);
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Scales {@code values} to sum 1; zeros stay. */
    static double[] normalised(double[] values) {
        double sum = sum(values);
        return sum == 0
                ? values.clone()
                : Arrays.stream(values).map(v -> v / sum).toArray();
    }

    static void normaliseRows(double[][] matrix) {
        Arrays.setAll(matrix, i -> normalised(matrix[i]));
    }

    /** Scales every column to sum 1; zero columns stay. */
    static void normaliseColumns(double[][] matrix) {
        double[] sums = new double[matrix.length];
        for (double[] row : matrix) {
            Arrays.setAll(sums, j -> sums[j] + row[j]);
        }
        divideColumns(matrix, sums);
    }

    /** Scales every column to maximum 1; zero columns stay. */
    static void upscaleColumns(double[][] matrix) {
        double[] largest = new double[matrix.length];
        for (double[] row : matrix) {
            Arrays.setAll(largest, j -> Math.max(largest[j], row[j]));
        }
        divideColumns(matrix, largest);
    }

    private static void divideColumns(double[][] matrix, double[] divisors) {
        for (double[] row : matrix) {
            Arrays.setAll(row, j -> divisors[j] == 0 ? row[j] : row[j] / divisors[j]);
        }
    }

    static double[] column(double[][] matrix, int j) {
        return Arrays.stream(matrix).mapToDouble(row -> row[j]).toArray();
    }

    /**
     * The smallest score such that the stake at or below it exceeds {@code 1 − majority} of all: what at least
     * {@code majority} of stake is willing to give.
     */
    static double weightedMedian(double[] stakes, double[] scores, double majority) {
        int[] order = IntStream.range(0, stakes.length)
                .filter(i -> stakes[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double minority = sum(stakes) - majority;
        double below = 0;
        double score = 0;
        for (int i : order) {
            score = scores[i];
            below += stakes[i];
            if (below > minority) {
                break;
            }
        }
        return score;
    }
}
