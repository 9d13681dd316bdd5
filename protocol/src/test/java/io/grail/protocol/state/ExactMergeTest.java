package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.compress.Codec;
import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.kernel.ScalarLanes;
import io.grail.protocol.kernel.VectorLanes;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.run.MergeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** From payloads to the root: the same bytes on any number of threads, with the Vector API and without. */
class ExactMergeTest {
    @Test
    void decodingMergingAndHashingGiveOneRootWhateverTheThreadsAndTheVectorUnit() {
        long seed = new SplittableRandom().nextLong();
        for (String profile : List.of("sparseloco", "demo")) {
            for (MergeRule merge : MergeRule.values()) {
                StepRule rule = new StepRule(merge, profile.equals("demo"), 0.37, 4);
                holds(profile, rule, new SplittableRandom(seed), "seed " + seed + ", " + profile + ", " + merge);
            }
        }
    }

    private static void holds(String profile, StepRule rule, SplittableRandom random, String name) {
        CompressionConfig compression = new CompressionConfig(profile, random.nextInt(16, 512), 2, 0.9);
        Codec codec = new Codec(Updates.LAYOUT, compression);
        Parameters theta = Updates.parameters(Updates.LAYOUT, random);
        List<byte[]> payloads = new ArrayList<>();
        for (int peer = 0; peer < 6; peer++) {
            payloads.add(codec.compress(
                    Parameters.zeros(Updates.LAYOUT),
                    Updates.parameters(Updates.LAYOUT, random),
                    ParallelFor.SEQUENTIAL));
        }
        Parameters alone = theta.copy();
        merge(codec, payloads, alone, rule, ParallelFor.SEQUENTIAL, new ScalarLanes());
        String root = ModelRoot.of(alone, ParallelFor.SEQUENTIAL).toString();
        for (int threads : new int[] {1, 2, 7}) {
            try (Pool pool = new Pool(threads)) {
                for (Lanes lanes : List.of(new ScalarLanes(), new VectorLanes())) {
                    Parameters merged = theta.copy();
                    merge(codec, payloads, merged, rule, pool, lanes);
                    assertThat(ModelRoot.of(merged, pool).toString())
                            .as("%s, %d threads, %s", name, threads, lanes.getClass())
                            .isEqualTo(root);
                }
            }
        }
    }

    private static void merge(
            Codec codec, List<byte[]> payloads, Parameters theta, StepRule rule, ParallelFor parallel, Lanes lanes) {
        List<SparseUpdate> updates = payloads.stream()
                .map(payload -> codec.decode(payload, parallel))
                .toList();
        OuterStep.apply(theta, updates, rule, parallel, lanes);
    }
}
