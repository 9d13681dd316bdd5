package io.grail.protocol.state;

import java.util.Arrays;

/**
 * The step that evaluation takes to measure one update alone: θ − rate·clip(δ), clipped as the merge would.
 */
public final class ClippedNudge {
    private final SparseUpdate update;
    private final double[] scales;

    private ClippedNudge(SparseUpdate update, double[] scales) {
        this.update = update;
        this.scales = scales;
    }

    /**
     * The nudge by {@code update}.
     *
     * @param clip the medians to clip against
     * @param rate the outer rate of the evaluation: {@code evalRate}·α
     */
    public static ClippedNudge of(SparseUpdate update, NormClip clip, double rate) {
        double[] scales = new double[update.layout().count()];
        Arrays.setAll(scales, tensor -> rate * clip.factor(update, tensor));
        return new ClippedNudge(update, scales);
    }

    /** What every value sent for tensor {@code index} is multiplied by before it is subtracted: rate × clip factor. */
    public double scale(int index) {
        return scales[index];
    }

    public SparseUpdate update() {
        return update;
    }

    /**
     * To first order, by how much the nudge lowers the loss that has this gradient: ⟨gradient, rate·clip(δ)⟩. Binary64,
     * tensors in name order, values in wire order.
     */
    public double dot(Parameters gradient) {
        double sum = 0;
        for (int tensor = 0; tensor < scales.length; tensor++) {
            if (scales[tensor] > 0) {
                sum += scales[tensor] * dot(gradient.values(tensor), tensor);
            }
        }
        return sum;
    }

    private double dot(float[] gradient, int tensor) {
        int[] positions = update.positions(tensor);
        float[] values = update.values(tensor);
        double sum = 0;
        for (int i = 0; i < positions.length; i++) {
            sum += (double) gradient[positions[i]] * values[i];
        }
        return sum;
    }
}
