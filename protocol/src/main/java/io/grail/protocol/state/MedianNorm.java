package io.grail.protocol.state;

import java.util.Arrays;
import java.util.List;

/**
 * By how much each peer's update is scaled in a merge: per tensor, every peer's has the median's norm, so that length
 * neither adds to a peer's say nor takes from the others' step (docs/state.md, Outer step).
 *
 * <p>Exact: binary64, norms in wire order, lower median.
 */
public final class MedianNorm {
    private final double[][] norms;
    private final double[] medians;
    private final int[] merged;

    private MedianNorm(double[][] norms, double[] medians, int[] merged) {
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
        int tensors = layout.count();
        double[][] norms = new double[updates.size()][tensors];
        for (int peer = 0; peer < norms.length; peer++) {
            Arrays.setAll(norms[peer], updates.get(peer)::norm);
        }
        double[] medians = new double[tensors];
        int[] merged = new int[tensors];
        for (int tensor = 0; tensor < tensors; tensor++) {
            int column = tensor;
            double[] usable = Arrays.stream(norms)
                    .mapToDouble(ofPeer -> ofPeer[column])
                    .filter(MedianNorm::usable)
                    .toArray();
            merged[tensor] = usable.length;
            medians[tensor] = lowerMedian(usable);
        }
        return new MedianNorm(norms, medians, merged);
    }

    /** Number of updates measured. */
    public int peers() {
        return norms.length;
    }

    /** Lower median of the usable norms of a tensor; 0 if there is none. */
    public double median(int tensor) {
        return medians[tensor];
    }

    /** Number of peers that take part in a tensor: those with a norm that is finite and not zero. */
    public int merged(int tensor) {
        return merged[tensor];
    }

    /** Factor of measured update number {@code peer} for a tensor, above 0; 0 if it is left out. */
    public double factor(int peer, int tensor) {
        return factor(norms[peer][tensor], tensor);
    }

    /**
     * Factor of any update for a tensor, measured or not, to the same median; 0 if it would be left out. Where no measured update has a median to offer, 1.
     */
    public double factor(SparseUpdate update, int tensor) {
        return factor(update.norm(tensor), tensor);
    }

    /**
     * For every tensor, the lower median over the peers that take part of a peer's largest scaled magnitude; 0 if
     * there is none. Nobody's value is larger than what the median peer sent, were it one value only.
     *
     * @param updates those that were measured
     */
    double[] caps(List<SparseUpdate> updates, ParallelFor parallel) {
        double[] caps = new double[medians.length];
        parallel.run(caps.length, tensor -> {
            double[] largest = new double[merged[tensor]];
            int count = 0;
            for (int peer = 0; peer < norms.length; peer++) {
                double factor = factor(peer, tensor);
                if (factor > 0) {
                    largest[count++] = factor * updates.get(peer).largest(tensor);
                }
            }
            caps[tensor] = lowerMedian(largest);
        });
        return caps;
    }

    /** Of the two in the middle the smaller; 0 of none. Sorts. */
    private static double lowerMedian(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[(values.length - 1) / 2];
    }

    private double factor(double norm, int tensor) {
        if (!usable(norm)) {
            return 0;
        }
        return merged[tensor] == 0 ? 1 : medians[tensor] / norm;
    }

    private static boolean usable(double norm) {
        return norm > 0 && norm < Double.POSITIVE_INFINITY;
    }

    @Override
    public String toString() {
        return "MedianNorm[" + norms.length + " peers, medians " + Arrays.toString(medians) + "]";
    }
}
