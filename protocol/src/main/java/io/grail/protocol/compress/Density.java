package io.grail.protocol.compress;

import io.grail.protocol.run.CompressionConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * How densely a tensor is sent.
 *
 * @param topK kept values of a full chunk
 * @param bits of a kept value
 */
record Density(int topK, int bits) {
    /** Half powers of two below the run's {@code topK}, itself among them. */
    private static final int STEPS = 11;

    /** 256/√2. */
    private static final int HALF_STEP = 181;

    /** What a miner may choose from in a run with a budget, as numbered on the wire; fewer than 256. */
    static List<Density> options(CompressionConfig run) {
        List<Density> options = new ArrayList<>();
        for (int bits = run.bits(); bits >= 1; bits /= 2) {
            for (int step = 0; step < STEPS; step++) {
                int most = step % 2 == 0 ? run.topK() : run.topK() * HALF_STEP / 256;
                options.add(new Density(Math.max(1, most >>> (step / 2)), bits));
            }
        }
        return options.stream().distinct().toList();
    }

    /** The run's settings for a tensor of this density. */
    CompressionConfig in(CompressionConfig run) {
        return new CompressionConfig(run.profile(), topK, bits, run.errorFeedback());
    }
}
