package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChunkGridTest {
    @Test
    void chunksHoldEveryPositionOnceInWireOrder() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TensorShape shape = random.nextBoolean()
                    ? TensorShape.vector("v", random.nextInt(1, 20_000))
                    : TensorShape.matrix("m", random.nextInt(1, 200), random.nextInt(1, 200));
            ChunkGrid grid = new ChunkGrid(shape);
            boolean[] seen = new boolean[shape.size()];
            long last = -1;
            for (int i = 0; i < grid.chunks(); i++) {
                ChunkGrid.Chunk chunk = grid.chunk(i);
                for (int local = 0; local < chunk.size(); local++) {
                    int position = chunk.position(local);
                    assertThat(seen[position]).as("seed %d", seed).isFalse();
                    seen[position] = true;
                    assertThat(grid.wireRank(position)).as("seed %d", seed).isEqualTo((long) i * 4_096 + local);
                    assertThat(grid.wireRank(position)).isGreaterThan(last);
                    last = grid.wireRank(position);
                }
            }
            assertThat(seen).as("seed %d", seed).doesNotContain(false);
        }
    }

    @Test
    void anUpdateOutOfOrderOrRangeIsNone() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.matrix("m", 2, 65)));
        // Wire order: columns 0 to 63 of both rows, then column 64.
        assertThat(update(layout, 0, 63, 65, 64, 129).size()).isEqualTo(5);
        for (int[] wrong : new int[][] {{64, 65}, {3, 3}, {-1}, {130}}) {
            assertThatThrownBy(() -> update(layout, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() ->
                        SparseUpdate.of(layout, new int[][] {{1, 2}}, new float[][] {{1}}, ParallelFor.SEQUENTIAL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SparseUpdate update(ParameterLayout layout, int... positions) {
        return SparseUpdate.of(
                layout, new int[][] {positions}, new float[][] {new float[positions.length]}, ParallelFor.SEQUENTIAL);
    }
}
