package io.grail.protocol.state;

import io.grail.protocol.kernel.Lanes;
import java.util.Arrays;
import java.util.List;

/**
 * The step that evaluation takes to measure one update alone, clipped as the merge would (docs/state.md, Evaluation):
 * θ − rate·clip(δ), where the values sent are coefficients their inverse transform, as long as the merge's sign step.
 */
public final class ClippedNudge {
    private final SparseUpdate update;
    private final boolean transformed;
    private final double[] scales;

    private ClippedNudge(SparseUpdate update, boolean transformed, double[] scales) {
        this.update = update;
        this.transformed = transformed;
        this.scales = scales;
    }

    /**
     * The nudge by {@code update}.
     *
     * @param clip the medians to clip against
     * @param evalRate fraction of the outer step of as many peers as {@code clip} has measured
     */
    public static ClippedNudge of(SparseUpdate update, NormClip clip, StepRule rule, double evalRate) {
        double rate = evalRate * rule.rateFor(clip.peers());
        double[] scales = new double[update.layout().count()];
        Arrays.setAll(scales, tensor -> {
            double factor = clip.factor(update, tensor);
            return rule.sign() && factor > 0 ? rate * signLength(update, clip, tensor) * factor : rate * factor;
        });
        return new ClippedNudge(update, rule.sign(), scales);
    }

    /** By what coefficients of the median norm are multiplied to be as long as the sign of what they stand for. */
    private static double signLength(SparseUpdate update, NormClip clip, int tensor) {
        int moved = update.layout().tensor(tensor).size();
        double norm = clip.median(tensor) > 0 ? clip.median(tensor) : update.norm(tensor);
        return StrictMath.sqrt(moved) / norm;
    }

    /** What every value sent for tensor {@code index} is multiplied by before it is subtracted; 0 if left out. */
    public double scale(int index) {
        return scales[index];
    }

    public SparseUpdate update() {
        return update;
    }

    /** Whether the step moves all of a chunk of which something was sent, not only the positions that were. */
    public boolean movesWholeChunks() {
        return transformed;
    }

    /**
     * Takes the step on {@code values}, all of tensor {@code index}: binary64, one rounding a coordinate. Scratch memory
     * of a chunk.
     */
    public void apply(int index, float[] values) {
        if (scales[index] == 0) {
            return;
        }
        if (transformed) {
            applyTransformed(index, values);
            return;
        }
        int[] positions = update.positions(index);
        for (int i = 0; i < positions.length; i++) {
            values[positions[i]] = (float) (values[positions[i]] - scales[index] * update.values(index)[i]);
        }
    }

    private void applyTransformed(int index, float[] values) {
        TensorShape shape = update.layout().tensor(index);
        ChunkGrid grid = new ChunkGrid(shape);
        ChunkTransform transform = new ChunkTransform(shape, Lanes.best());
        int[] places = new int[ChunkGrid.FULL];
        int next = 0;
        for (int chunk = 0; chunk < grid.chunks(); chunk++) {
            ChunkFrame frame = ChunkFrame.of(shape, grid.chunk(chunk));
            int count = frame.locate(update.positions(index), next, places);
            if (count == 0) {
                continue;
            }
            float[] square = transform.clear();
            for (int i = 0; i < count; i++) {
                square[places[i]] = update.values(index)[next + i];
            }
            next += count;
            transform.inverse(frame);
            subtract(square, scales[index], frame, values);
        }
    }

    private static void subtract(float[] square, double scale, ChunkFrame frame, float[] values) {
        for (int row = 0; row < frame.rows(); row++) {
            int start = frame.start() + row * frame.stride();
            for (int column = 0; column < frame.columnsOf(row); column++) {
                double step = scale * square[row * ChunkFrame.WIDTH + column];
                values[start + column] = (float) (values[start + column] - step);
            }
        }
    }

    /**
     * To first order, by how much each nudge lowers the loss that has this gradient: ⟨gradient, step⟩. Binary64, tensors
     * in name order, values in wire order.
     *
     * @param nudges of one run
     * @param gradient in profile {@code demo} overwritten by its coefficients, among which the products are sparse
     */
    public static double[] effects(List<ClippedNudge> nudges, Parameters gradient, ParallelFor parallel) {
        if (nudges.stream().anyMatch(nudge -> nudge.transformed)) {
            transform(gradient, parallel);
        }
        double[] effects = new double[nudges.size()];
        parallel.run(effects.length, i -> effects[i] = nudges.get(i).dot(gradient));
        return effects;
    }

    private static void transform(Parameters gradient, ParallelFor parallel) {
        for (int tensor = 0; tensor < gradient.layout().count(); tensor++) {
            TensorShape shape = gradient.layout().tensor(tensor);
            ChunkGrid grid = new ChunkGrid(shape);
            float[] values = gradient.values(tensor);
            parallel.run(grid.bands(), band -> {
                ChunkTransform transform = new ChunkTransform(shape, Lanes.best());
                for (int i = 0; i < grid.chunksInBand(); i++) {
                    transform.forward(ChunkFrame.of(shape, grid.chunk(band * grid.chunksInBand() + i)), values);
                }
            });
        }
    }

    private double dot(Parameters gradient) {
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
