package io.grail.protocol.state;

import java.util.List;

/**
 * How alike the updates of a window are, pair by pair: shared positions and cosine (docs/incentive.md, section Likeness).
 *
 * <p>Exact: integers, and binary64 summed in wire order, tensor after tensor. O(P² · values); positions of a chunk are
 * compared by walking both ascending lists.
 */
public final class PairwiseLikeness {
    private final long[][] shared;
    private final double[][] products;
    private final long[] sizes;

    private PairwiseLikeness(long[][] shared, double[][] products, long[] sizes) {
        this.shared = shared;
        this.products = products;
        this.sizes = sizes;
    }

    /** Compares {@code updates}, which are of one layout. */
    public static PairwiseLikeness of(List<SparseUpdate> updates, ParallelFor parallel) {
        int count = updates.size();
        long[][] shared = new long[count][count];
        double[][] products = new double[count][count];
        parallel.run(count, i -> {
            for (int j = 0; j <= i; j++) {
                compare(updates.get(i), updates.get(j), shared[i], products[i], j);
            }
        });
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                shared[j][i] = shared[i][j];
                products[j][i] = products[i][j];
            }
        }
        return new PairwiseLikeness(
                shared, products, updates.stream().mapToLong(SparseUpdate::size).toArray());
    }

    /** Share of the values of update {@code i} at whose positions update {@code j} has one too; 0 if it has none. */
    public double positions(int i, int j) {
        return sizes[i] == 0 ? 0 : (double) shared[i][j] / sizes[i];
    }

    /** Cosine of the angle between two updates, in [−1, 1]; 0 if one of them is all zeros or not finite. */
    public double cosine(int i, int j) {
        double scale = StrictMath.sqrt(products[i][i]) * StrictMath.sqrt(products[j][j]);
        double cosine = products[i][j] / scale;
        return Double.isFinite(cosine) ? Math.clamp(cosine, -1.0, 1.0) : 0;
    }

    private static void compare(SparseUpdate a, SparseUpdate b, long[] shared, double[] products, int j) {
        long common = 0;
        double product = 0;
        for (int tensor = 0; tensor < a.layout().count(); tensor++) {
            int[] startsA = a.starts(tensor);
            int[] startsB = b.starts(tensor);
            short[] placesA = a.places(tensor);
            short[] placesB = b.places(tensor);
            float[] valuesA = a.values(tensor);
            float[] valuesB = b.values(tensor);
            for (int chunk = 0; chunk + 1 < startsA.length; chunk++) {
                int inA = startsA[chunk];
                int inB = startsB[chunk];
                while (inA < startsA[chunk + 1] && inB < startsB[chunk + 1]) {
                    int difference = placesA[inA] - placesB[inB];
                    if (difference == 0) {
                        common++;
                        product += (double) valuesA[inA] * valuesB[inB];
                    }
                    inA += difference <= 0 ? 1 : 0;
                    inB += difference >= 0 ? 1 : 0;
                }
            }
        }
        shared[j] = common;
        products[j] = product;
    }
}
