package io.grail.protocol.state;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.ModelConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters that a run starts from, drawn from its seed (docs/state.md, Genesis).
 *
 * <p>Exact: integers, StrictMath and one rounding to binary32. Vectors (norm weights) are 1; matrices are normal with
 * standard deviation 0.02, the two projections that write to the residual stream 0.02 / √(2·layers).
 */
public final class Genesis {
    private static final byte[] DOMAIN = "grail/genesis/1".getBytes(StandardCharsets.UTF_8);
    private static final double DEVIATION = 0.02;
    private static final double TWO_PI = 2 * StrictMath.PI;
    private static final double UNIT = 0x1p-32;
    private static final int BLOCK = 4;
    private static final int SHARD = 1 << 16;

    private Genesis() {}

    /** θ of the first window. */
    public static Parameters parameters(ModelConfig model, long seed, ParallelFor parallel) {
        Parameters theta = Parameters.zeros(LlamaLayout.of(model));
        double residualDeviation = DEVIATION / StrictMath.sqrt(2.0 * model.layers());
        List<Runnable> shards = new ArrayList<>();
        for (int tensor = 0; tensor < theta.layout().count(); tensor++) {
            TensorShape shape = theta.layout().tensor(tensor);
            float[] values = theta.values(tensor);
            if (shape.dimensions() == 1) {
                Arrays.fill(values, 1);
                continue;
            }
            Philox philox = stream(seed, shape.name());
            double deviation = writesToResidual(shape.name()) ? residualDeviation : DEVIATION;
            for (int start = 0; start >= 0 && start < values.length; start += SHARD) {
                int first = start;
                shards.add(() -> fill(values, first, philox, deviation));
            }
        }
        parallel.run(shards.size(), i -> shards.get(i).run());
        return theta;
    }

    private static boolean writesToResidual(String name) {
        return name.endsWith(".o_proj.weight") || name.endsWith(".down_proj.weight");
    }

    /** One stream a tensor, so that a tensor's values do not depend on which others there are. */
    private static Philox stream(long seed, String tensor) {
        byte[] named =
                new CanonicalWriter().fixed(DOMAIN).u64(seed).text(tensor).toByteArray();
        ByteBuffer key = ByteBuffer.wrap(Hash.sha256(named).bytes()).order(ByteOrder.LITTLE_ENDIAN);
        return new Philox(key.getInt(), key.getInt());
    }

    private static void fill(float[] values, int start, Philox philox, double deviation) {
        int end = Math.min(values.length - start, SHARD) + start;
        int[] block = new int[BLOCK];
        double[] normals = new double[BLOCK];
        for (int i = start; i < end; i += BLOCK) {
            block[0] = i / BLOCK;
            block[1] = 0;
            block[2] = 0;
            block[3] = 0;
            philox.randomise(block);
            boxMuller(block, normals);
            for (int j = 0; j < Math.min(BLOCK, end - i); j++) {
                values[i + j] = (float) (deviation * normals[j]);
            }
        }
    }

    /** Two pairs of uniform words to two pairs of normal numbers; |z| stays below 6.77. */
    private static void boxMuller(int[] words, double[] normals) {
        for (int pair = 0; pair < BLOCK; pair += 2) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(words[pair])));
            double angle = TWO_PI * uniform(words[pair + 1]);
            normals[pair] = radius * StrictMath.cos(angle);
            normals[pair + 1] = radius * StrictMath.sin(angle);
        }
    }

    /** In (0, 1), never 0: the middle of one of 2³² equal intervals. */
    private static double uniform(int word) {
        return (Integer.toUnsignedLong(word) + 0.5) * UNIT;
    }
}
