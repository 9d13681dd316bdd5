package io.grail.bench.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantiserTest {
    /** Mean 0, deviation 2, so bins are 3 wide about −6, −3, 0 and 3. */
    private static final KeptTensor HAND_MADE = new KeptTensor(new float[] {-3, -1, -1, 1, 1, 3}, 3, 6);

    @Test
    void fourBinsAreReceivedAsTheirMeans() {
        double deviation = Math.sqrt(22.0 / 5);
        assertThat(6 * deviation / 4).isCloseTo(3.146, within(1e-3));
        assertThat(new FourBinRule(8).received(HAND_MADE)).containsExactly(-3, 0, 0, 0, 0, 3);
        assertThat(new FourBinRule(8).bits(HAND_MADE)).isEqualTo(6 * 8 + 7 * 32);
    }

    @Test
    void aSignWithAChunksMeanIsThat() {
        FixedLevels sign = new FixedLevels(1, true);
        sign.fit(List.of(HAND_MADE));
        double[] received = sign.received(HAND_MADE);
        assertThat(received[0]).isEqualTo(received[1]).isEqualTo(-received[5]);
        assertThat(received[0]).isCloseTo(-5.0 / 3, within(0.01));
    }

    @Test
    void levelsThatFitTheTensorLoseLessThanFixedOnesAndMoreLevelsLessThanFewer() {
        KeptTensor tensor = gaussian();
        double two = error(new TensorLevels(2), tensor);
        FixedLevels fixed = new FixedLevels(2, false);
        fixed.fit(List.of(new KeptTensor(new float[] {1, 1, 3, 3}, 4)));
        assertThat(two).isLessThanOrEqualTo(error(fixed, tensor));
        assertThat(error(new TensorLevels(4), tensor)).isLessThan(two / 4);
        // Lloyd and Max's optimum for two levels of |z|, four of z: 0.1175 of the variance.
        assertThat(two).isCloseTo(0.1175, within(0.005));
    }

    @Test
    void thereAreSoManyWaysToChoose() {
        assertThat(Combinations.log2(4, 2)).isCloseTo(Math.log(6) / Math.log(2), within(1e-12));
        assertThat(Combinations.log2(4096, 64) / 64).isCloseTo(7.36, within(0.01));
    }

    private static KeptTensor gaussian() {
        Random random = new Random(1);
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new KeptTensor(values, values.length);
    }

    private static double error(Quantiser quantiser, KeptTensor tensor) {
        double[] received = quantiser.received(tensor);
        double error = 0;
        for (int i = 0; i < received.length; i++) {
            error += (received[i] - tensor.value(i)) * (received[i] - tensor.value(i));
        }
        return error / tensor.squares();
    }
}
