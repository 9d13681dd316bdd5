package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grail.protocol.run.ModelConfig;
import org.junit.jupiter.api.Test;

class GenesisTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;

    /** 256 bytes and an end mark, width 128, 4 layers. */
    private static final ModelConfig SMALL =
            new ModelConfig("llama", 257, 128, 4, 4, 2, 32, 352, 10_000, 1e-5, true, "");

    @Test
    void philoxAgreesWithItsAuthorsVectors() {
        assertThat(philox(0, 0, 0, 0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(philox(-1, -1, -1, -1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(philox(0xa4093822, 0x299f31d0, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void aSeedAndAModelHaveOneRootForEver() {
        Parameters theta = Genesis.parameters(SMALL, 1, ONE);
        assertThat(ModelRoot.of(theta, ONE).toString())
                .isEqualTo("ab45251abb5f6dae9ded02534cc8114a3bb12ad8443ef052713e589a65805cdb");
    }

    @Test
    void threadsDoNotChangeABit() {
        Parameters theta = Genesis.parameters(SMALL, 2, ONE);
        for (int threads : new int[] {1, 2, 5}) {
            try (Pool pool = new Pool(threads)) {
                assertThat(Genesis.parameters(SMALL, 2, pool).sameBits(theta)).isTrue();
            }
        }
    }

    @Test
    void normsAreOnesAndMatricesNormalWithTheirDeviation() {
        Parameters theta = Genesis.parameters(SMALL, 3, ONE);
        for (int tensor = 0; tensor < theta.layout().count(); tensor++) {
            TensorShape shape = theta.layout().tensor(tensor);
            float[] values = theta.values(tensor);
            if (shape.dimensions() == 1) {
                assertThat(values).containsOnly(1);
                continue;
            }
            boolean residual = shape.name().contains("o_proj") || shape.name().contains("down_proj");
            double deviation = residual ? 0.02 / Math.sqrt(8) : 0.02;
            double tolerance = 5 / Math.sqrt(values.length);
            assertThat(moment(values, deviation, 1)).as(shape.name()).isCloseTo(0, within(tolerance));
            assertThat(moment(values, deviation, 2)).as(shape.name()).isCloseTo(1, within(2 * tolerance));
            assertThat(moment(values, deviation, 4)).as(shape.name()).isCloseTo(3, within(10 * tolerance));
        }
    }

    @Test
    void tensorsAndSeedsHaveStreamsOfTheirOwn() {
        Parameters theta = Genesis.parameters(SMALL, 3, ONE);
        float[] q = theta.values("model.layers.0.self_attn.q_proj.weight");
        assertThat(q).isNotEqualTo(theta.values("model.layers.1.self_attn.q_proj.weight"));
        assertThat(q).isNotEqualTo(Genesis.parameters(SMALL, 4, ONE).values("model.layers.0.self_attn.q_proj.weight"));
        ModelConfig deeper = new ModelConfig("llama", 257, 128, 5, 4, 2, 32, 352, 10_000, 1e-5, true, "");
        assertThat(q).isEqualTo(Genesis.parameters(deeper, 3, ONE).values("model.layers.0.self_attn.q_proj.weight"));
    }

    private static double moment(float[] values, double deviation, int power) {
        double sum = 0;
        for (float value : values) {
            sum += Math.pow(value / deviation, power);
        }
        return sum / values.length;
    }

    private static int[] philox(int key0, int key1, int... counter) {
        new Philox(key0, key1).randomise(counter);
        return counter;
    }
}
