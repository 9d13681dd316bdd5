package io.grail.protocol.state;

import java.util.Arrays;
import java.util.List;

/**
 * By how much each peer's update is scaled in a merge: per tensor, every peer's has the median's norm, so that length
 * neither adds to a peer's say nor takes from the others' step (docs/state.md, Outer step).
 *
 * <p>Exact: binary64, norms in wire order, lower median; factors are binary32.
 */
public final class MedianNorm {
    private final int peers;
    private final double[][] norms;
    private final double[] medians;
    private final int[] merged;

    private MedianNorm(int peers, double[][] norms, double[] medians, int[] merged) {
        this.peers = peers;
        this.norms = norms;
        this.medians = medians;
        this.merged = merged;
    }

    /**
     * Measures {@code updates}.
     *
     * @throws IllegalArgumentException if an update is of another layout
     */
    public static MedianNorm of(ParameterLayout layout, List<SparseUpdate> updates) {
        for (SparseUpdate update : updates) {
            if (!update.layout().equals(layout)) {
                throw new IllegalArgumentException("an update of another layout: " + update);
            }
        }
        double[][] norms = new double[layout.count()][updates.size()];
        double[] medians = new double[norms.length];
        int[] merged = new int[norms.length];
        for (int tensor = 0; tensor < norms.length; tensor++) {
            for (int peer = 0; peer < updates.size(); peer++) {
                norms[tensor][peer] = updates.get(peer).norm(tensor);
            }
            medians[tensor] = lowerMedian(
                    Arrays.stream(norms[tensor]).filter(MedianNorm::usable).toArray());
            for (double norm : norms[tensor]) {
                merged[tensor] += quotient(medians[tensor], norm) > 0 ? 1 : 0;
            }
        }
        return new MedianNorm(updates.size(), norms, medians, merged);
    }

    /** Number of updates measured. */
    public int peers() {
        return peers;
    }

    /** Lower median of the usable norms of a tensor; 0 if there is none. */
    public double median(int tensor) {
        return medians[tensor];
    }

    /** Number of peers that take part in a tensor: those that have a factor. */
    public int merged(int tensor) {
        return merged[tensor];
    }

    /** Factor of measured update number {@code peer} for a tensor, above 0; 0 if it is left out. */
    public float factor(int peer, int tensor) {
        return factor(norms[tensor][peer], tensor);
    }

    /**
     * Factor of any update for a tensor, measured or not, to the same median; 0 if it would be left out. Where no measured
     * update has a median to offer, 1.
     */
    public float factor(SparseUpdate update, int tensor) {
        return factor(update.norm(tensor), tensor);
    }

    /**
     * For every tensor, the lower median over the peers that take part of a peer's largest scaled magnitude; 0 if
     * there is none. Nobody's value is larger than what the median peer sent, were it one value only.
     *
     * @param updates those that were measured
     */
    float[] caps(List<SparseUpdate> updates, ParallelFor parallel) {
        float[] caps = new float[medians.length];
        parallel.run(caps.length, tensor -> {
            double[] largest = new double[merged[tensor]];
            int count = 0;
            for (int peer = 0; peer < peers; peer++) {
                float factor = factor(peer, tensor);
                if (factor > 0) {
                    largest[count++] = factor * updates.get(peer).largest(tensor);
                }
            }
            caps[tensor] = (float) lowerMedian(largest);
        });
        return caps;
    }

    /** Of the two in the middle the smaller; 0 of none. Sorts. */
    private static double lowerMedian(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[(values.length - 1) / 2];
    }

    private float factor(double norm, int tensor) {
        if (!usable(norm)) {
            return 0;
        }
        return merged[tensor] == 0 ? 1 : quotient(medians[tensor], norm);
    }

    /** What scales {@code norm} to the median; 0 if they are so far apart that it is out of binary32's normal range. */
    private static float quotient(double median, double norm) {
        double quotient = median / norm;
        return quotient >= Float.MIN_NORMAL && quotient <= Float.MAX_VALUE ? (float) quotient : 0;
    }

    private static boolean usable(double norm) {
        return norm > 0 && norm < Double.POSITIVE_INFINITY;
    }

    @Override
    public String toString() {
        return "MedianNorm[" + peers + " peers, medians " + Arrays.toString(medians) + "]";
    }
}
