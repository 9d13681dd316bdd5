package io.grail.protocol.state;

import io.grail.protocol.kernel.Dct;
import io.grail.protocol.kernel.Lanes;
import java.util.Arrays;
import java.util.List;

/**
 * The step that evaluation takes to measure one update alone, scaled as the merge would (docs/state.md, Evaluation):
 * θ − rate·c·δ; where the values sent are coefficients their inverse transform, as long as the merge's sign step.
 */
public final class ScaledNudge {
    /** Chunks that are work enough for a task of its own. */
    private static final int STRIP = 64;

    /** Nudges that share a pass over the gradient: enough that fetching it from memory counts for little. */
    private static final int GROUP = 16;

    private final SparseUpdate update;
    private final boolean transformed;
    private final double[] scales;

    private ScaledNudge(SparseUpdate update, boolean transformed, double[] scales) {
        this.update = update;
        this.transformed = transformed;
        this.scales = scales;
    }

    /**
     * The nudge by {@code update}.
     *
     * @param norms the medians to scale to
     * @param evalRate fraction of the outer step of as many peers as {@code norms} has measured
     */
    public static ScaledNudge of(SparseUpdate update, MedianNorm norms, StepRule rule, double evalRate) {
        double rate = evalRate * rule.rateFor(norms.peers());
        double[] scales = new double[update.layout().count()];
        Arrays.setAll(scales, tensor -> {
            double factor = norms.factor(update, tensor);
            return rule.sign() && factor > 0 ? rate * signLength(update, norms, tensor) * factor : rate * factor;
        });
        return new ScaledNudge(update, rule.sign(), scales);
    }

    /** By what coefficients of the median norm are multiplied to be as long as the sign of what they stand for. */
    private static double signLength(SparseUpdate update, MedianNorm norms, int tensor) {
        int moved = update.layout().tensor(tensor).size();
        double norm = norms.median(tensor) > 0 ? norms.median(tensor) : update.norm(tensor);
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
        ChunkGrid grid = new ChunkGrid(update.layout().tensor(index));
        Dct dct = new Dct(Lanes.best());
        float[] block = new float[ChunkGrid.FULL];
        int[] starts = update.starts(index);
        for (int chunk = 0; chunk < grid.chunks(); chunk++) {
            if (starts[chunk] == starts[chunk + 1]) {
                continue;
            }
            Arrays.fill(block, 0);
            for (int i = starts[chunk]; i < starts[chunk + 1]; i++) {
                block[update.places(index)[i]] = update.values(index)[i];
            }
            subtract(block, grid.chunk(chunk), dct, index, values);
        }
    }

    private void subtract(float[] block, ChunkGrid.Chunk chunk, Dct dct, int index, float[] values) {
        dct.inverse(block, chunk.rows(), chunk.columns());
        for (int row = 0; row < chunk.rows(); row++) {
            int to = chunk.start() + row * chunk.stride();
            for (int i = 0; i < chunk.columns(); i++) {
                double step = scales[index] * block[row * chunk.columns() + i];
                values[to + i] = (float) (values[to + i] - step);
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
    public static double[] effects(List<ScaledNudge> nudges, Parameters gradient, ParallelFor parallel) {
        if (nudges.stream().anyMatch(nudge -> nudge.transformed)) {
            transform(gradient, parallel);
        }
        double[][] products = new double[gradient.layout().count()][nudges.size()];
        int groups = Math.ceilDiv(nudges.size(), GROUP);
        parallel.run(products.length * groups, task -> {
            int from = task % groups * GROUP;
            int to = Math.min(from + GROUP, nudges.size());
            dot(nudges, from, to, gradient, task / groups, products[task / groups]);
        });
        double[] effects = new double[nudges.size()];
        for (int tensor = 0; tensor < products.length; tensor++) {
            for (int i = 0; i < effects.length; i++) {
                if (nudges.get(i).scales[tensor] > 0) {
                    effects[i] += nudges.get(i).scales[tensor] * products[tensor][i];
                }
            }
        }
        return effects;
    }

    /** Products of one tensor, chunk by chunk: what a chunk's gradient takes in the cache serves a whole group. */
    private static void dot(
            List<ScaledNudge> nudges, int from, int to, Parameters gradient, int tensor, double[] products) {
        ChunkGrid grid = new ChunkGrid(gradient.layout().tensor(tensor));
        for (int index = 0; index < grid.chunks(); index++) {
            ChunkGrid.Chunk chunk = grid.chunk(index);
            for (int i = from; i < to; i++) {
                products[i] = nudges.get(i).update.plusDot(products[i], gradient.values(tensor), tensor, index, chunk);
            }
        }
    }

    private static void transform(Parameters gradient, ParallelFor parallel) {
        for (int tensor = 0; tensor < gradient.layout().count(); tensor++) {
            ChunkGrid grid = new ChunkGrid(gradient.layout().tensor(tensor));
            float[] values = gradient.values(tensor);
            parallel.run(Math.ceilDiv(grid.chunks(), STRIP), strip -> {
                Dct dct = new Dct(Lanes.best());
                float[] block = new float[ChunkGrid.FULL];
                for (int i = strip * STRIP; i < Math.min((strip + 1) * STRIP, grid.chunks()); i++) {
                    transform(values, grid.chunk(i), block, dct);
                }
            });
        }
    }

    private static void transform(float[] values, ChunkGrid.Chunk chunk, float[] block, Dct dct) {
        int columns = chunk.columns();
        for (int row = 0; row < chunk.rows(); row++) {
            System.arraycopy(values, chunk.start() + row * chunk.stride(), block, row * columns, columns);
        }
        dct.forward(block, chunk.rows(), columns);
        for (int row = 0; row < chunk.rows(); row++) {
            System.arraycopy(block, row * columns, values, chunk.start() + row * chunk.stride(), columns);
        }
    }
}
