package io.grail.bench.codec;

import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.SparseUpdate;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Updates as peers send them: in every chunk some positions, drawn at random, with numbers of either sign. */
public final class RandomUpdates {
    private final ParameterLayout layout;
    private final int topK;
    private final ParallelFor parallel;

    public RandomUpdates(ParameterLayout layout, int topK, ParallelFor parallel) {
        this.layout = layout;
        this.topK = topK;
        this.parallel = parallel;
    }

    public SparseUpdate draw(long seed) {
        int[][] positions = new int[layout.count()][];
        float[][] values = new float[layout.count()][];
        parallel.run(layout.count(), tensor -> {
            SplittableRandom random = new SplittableRandom(seed * layout.count() + tensor);
            positions[tensor] = positions(new ChunkGrid(layout.tensor(tensor)), random);
            values[tensor] = new float[positions[tensor].length];
            for (int i = 0; i < values[tensor].length; i++) {
                values[tensor][i] = (float) (1e-3 * random.nextGaussian());
            }
        });
        return SparseUpdate.of(layout, positions, values, parallel);
    }

    /** A draw with replacement, of which a position that came twice counts once: a hundredth fewer than k. */
    private int[] positions(ChunkGrid grid, SplittableRandom random) {
        int[] all = new int[grid.chunks() * topK];
        int count = 0;
        for (int i = 0; i < grid.chunks(); i++) {
            ChunkGrid.Chunk chunk = grid.chunk(i);
            int kept = Math.max(1, chunk.size() * topK / ChunkGrid.FULL);
            int[] local = random.ints(kept, 0, chunk.size()).sorted().distinct().toArray();
            for (int place : local) {
                all[count++] = chunk.position(place);
            }
        }
        return Arrays.copyOf(all, count);
    }
}
