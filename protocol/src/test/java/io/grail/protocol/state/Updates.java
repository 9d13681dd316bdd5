package io.grail.protocol.state;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random layouts and updates for tests; everything follows from the generator's seed. */
final class Updates {
    /** Bands of every kind: whole, short, a single row, more than one strip of them. */
    static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            TensorShape.matrix("a", 1_100, 70),
            TensorShape.matrix("b", 3, 150),
            TensorShape.vector("c", 9_000),
            TensorShape.vector("d", 5)));

    private Updates() {}

    static Parameters parameters(ParameterLayout layout, SplittableRandom random) {
        Parameters parameters = Parameters.zeros(layout);
        for (int tensor = 0; tensor < layout.count(); tensor++) {
            float[] values = parameters.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
        }
        return parameters;
    }

    /** About one in {@code sparsity} positions, with values of about {@code scale}. */
    static SparseUpdate update(ParameterLayout layout, SplittableRandom random, int sparsity, double scale) {
        int[][] positions = new int[layout.count()][];
        float[][] values = new float[layout.count()][];
        for (int tensor = 0; tensor < layout.count(); tensor++) {
            ChunkGrid grid = new ChunkGrid(layout.tensor(tensor));
            positions[tensor] = IntStream.range(0, layout.tensor(tensor).size())
                    .filter(i -> random.nextInt(sparsity) == 0)
                    .boxed()
                    .sorted((x, y) -> Long.compare(grid.wireRank(x), grid.wireRank(y)))
                    .mapToInt(i -> i)
                    .toArray();
            values[tensor] = new float[positions[tensor].length];
            for (int i = 0; i < values[tensor].length; i++) {
                values[tensor][i] = (float) (scale * random.nextGaussian());
            }
        }
        return SparseUpdate.of(layout, positions, values, ParallelFor.SEQUENTIAL);
    }

    static List<SparseUpdate> peers(SplittableRandom random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> update(LAYOUT, random, random.nextInt(2, 40), random.nextDouble(0.01, 3)))
                .toList();
    }

    /** One tensor, these values at these positions. */
    static SparseUpdate vector(int length, int[] positions, float... values) {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", length)));
        return SparseUpdate.of(
                layout,
                new int[][] {positions},
                new float[][] {Arrays.copyOf(values, values.length)},
                ParallelFor.SEQUENTIAL);
    }
}
