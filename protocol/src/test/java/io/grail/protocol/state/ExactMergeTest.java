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
import java.util.Optional;
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
        StepRule gliding = new StepRule(MergeRule.SCATTER_MEAN, false, 0.37, 4, 0.9);
        holds("sparseloco", gliding, new SplittableRandom(seed), "seed " + seed + ", momentum");
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
        String root = root(codec, payloads, theta, rule, ParallelFor.SEQUENTIAL, new ScalarLanes());
        for (int threads : new int[] {1, 2, 7}) {
            try (Pool pool = new Pool(threads)) {
                for (Lanes lanes : List.of(new ScalarLanes(), new VectorLanes())) {
                    assertThat(root(codec, payloads, theta, rule, pool, lanes))
                            .as("%s, %d threads, %s", name, threads, lanes.getClass())
                            .isEqualTo(root);
                }
            }
        }
    }

    /** After two windows, so that a momentum counts that is not zero. */
    private static String root(
            Codec codec, List<byte[]> payloads, Parameters theta, StepRule rule, ParallelFor parallel, Lanes lanes) {
        OuterState state = new OuterState(
                theta.copy(), rule.nesterov() > 0 ? Optional.of(Parameters.zeros(theta.layout())) : Optional.empty());
        merge(codec, payloads, state, rule, parallel, lanes);
        merge(codec, payloads.subList(0, 2), state, rule, parallel, lanes);
        return state.root(parallel).toString();
    }

    private static void merge(
            Codec codec, List<byte[]> payloads, OuterState state, StepRule rule, ParallelFor parallel, Lanes lanes) {
        List<SparseUpdate> updates = payloads.stream()
                .map(payload -> codec.decode(payload, parallel))
                .toList();
        OuterStep.apply(state, updates, rule, parallel, lanes);
    }
}
