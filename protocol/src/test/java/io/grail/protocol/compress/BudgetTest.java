package io.grail.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.kernel.ScalarLanes;
import io.grail.protocol.kernel.VectorLanes;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.Pool;
import io.grail.protocol.state.TensorShape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;

    /** Tensors that differ in what density gains: one is nearly sparse, one is loud, one is quiet, one is short. */
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            TensorShape.matrix("loud", 130, 200),
            TensorShape.matrix("quiet", 200, 130),
            TensorShape.vector("short", 130),
            TensorShape.matrix("sparse", 128, 256)));

    @Test
    void aPayloadKeepsToItsBytesAndWhatItDoesNotSayStaysBehind() {
        SplittableRandom random = new SplittableRandom(5);
        for (String profile : List.of("sparseloco", "demo")) {
            for (int budget : new int[] {900, 3_000}) {
                CompressionConfig config = new CompressionConfig(profile, 512, 4, 0.5, budget);
                Codec codec = new Codec(LAYOUT, config);
                Parameters e = numbers(random);
                Parameters rest = numbers(random);
                Parameters sums = Parameters.zeros(LAYOUT);
                for (int i = 0; i < LAYOUT.count(); i++) {
                    for (int j = 0; j < sums.values(i).length; j++) {
                        sums.values(i)[j] = 0.5f * e.values(i)[j] + rest.values(i)[j];
                    }
                }
                byte[] payload = codec.compress(e, rest, ONE);
                assertThat(payload.length).isBetween(budget * 8 / 10, budget);
                if (profile.equals("sparseloco")) {
                    Parameters sent = codec.decode(payload, ONE).dense();
                    for (int i = 0; i < LAYOUT.count(); i++) {
                        for (int j = 0; j < sums.values(i).length; j++) {
                            assertThat(rest.values(i)[j]).isEqualTo(sums.values(i)[j] - sent.values(i)[j]);
                        }
                    }
                }
            }
        }
    }

    @Test
    void theChoiceIsTheSameOnAnyNumberOfThreadsAndWithAnyVectorUnit() {
        CompressionConfig config = new CompressionConfig("sparseloco", 512, 2, 0.5, 3_000);
        byte[] alone = compress(config, ONE, new ScalarLanes());
        for (int threads : new int[] {2, 7}) {
            try (Pool pool = new Pool(threads)) {
                assertThat(compress(config, pool, new ScalarLanes())).isEqualTo(alone);
                assertThat(compress(config, pool, new VectorLanes())).isEqualTo(alone);
            }
        }
    }

    @Test
    void equalBytesLeaveLessErrorThanOneDensityForAll() {
        for (int topK : new int[] {16, 64, 256}) {
            CompressionConfig plain = new CompressionConfig("sparseloco", topK, 2, 0.5);
            Parameters uniform = numbers(new SplittableRandom(3));
            int bytes = new Codec(LAYOUT, plain).compress(Parameters.zeros(LAYOUT), uniform, ONE).length;
            Parameters chosen = numbers(new SplittableRandom(3));
            CompressionConfig budgeted = new CompressionConfig("sparseloco", 8 * topK, 4, 0.5, bytes);
            byte[] payload = new Codec(LAYOUT, budgeted).compress(Parameters.zeros(LAYOUT), chosen, ONE);
            assertThat(payload.length).isLessThanOrEqualTo(bytes);
            assertThat(squares(chosen)).isLessThan(0.98 * squares(uniform));
        }
    }

    @Test
    void aBudgetThatNoDensityKeepsToIsRefusedWithTheLeastThatIsAllowed() {
        CompressionConfig tight = new CompressionConfig("sparseloco", 64, 2, 0.5, 100);
        assertThatThrownBy(() -> new Codec(LAYOUT, tight))
                .hasMessageMatching(
                        "run.toml: compression.bytesPerWindow = 100, but must be at least [0-9]+, .*topK = 64");
    }

    @Test
    void aDensityThatTheRunDoesNotOfferIsMalformed() {
        CompressionConfig config = new CompressionConfig("sparseloco", 64, 2, 0.5, 3_000);
        byte[] payload = compress(config, ONE, Lanes.best());
        payload[5] = (byte) Density.options(config).size();
        assertThatThrownBy(() -> new Codec(LAYOUT, config).decode(payload, ONE))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("density 20 of tensor 1");
    }

    @Test
    void spendingIsNeverWorseThanAnyOneDensityOfTheSameBytes() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 200; round++) {
            Trial[][] trials = new Trial[random.nextInt(1, 6)][4];
            double most = 0;
            for (Trial[] ofTensor : trials) {
                double bytes = 0;
                double gain = 0;
                double rate = 10;
                for (int option = 0; option < ofTensor.length; option++) {
                    double more = random.nextDouble(1, 10);
                    bytes += more;
                    rate *= random.nextDouble();
                    gain += rate * more;
                    ofTensor[option] = new Trial(bytes, gain);
                }
                most = Math.max(most, bytes);
            }
            for (int option = 0; option < 4; option++) {
                double bytes = 0;
                double gain = 0;
                for (Trial[] ofTensor : trials) {
                    bytes += ofTensor[option].bytes();
                    gain += ofTensor[option].gain();
                }
                // The room of one step makes up for the remainder that no step fits.
                int[] chosen = Spending.choose(trials, 0, bytes + most);
                double spent = 0;
                double gained = 0;
                for (int tensor = 0; tensor < trials.length; tensor++) {
                    spent += trials[tensor][chosen[tensor]].bytes();
                    gained += trials[tensor][chosen[tensor]].gain();
                }
                assertThat(spent).isLessThanOrEqualTo(bytes + most);
                assertThat(gained).isGreaterThanOrEqualTo(gain * (1 - 1e-12));
            }
        }
    }

    private static byte[] compress(CompressionConfig config, ParallelFor parallel, Lanes lanes) {
        Parameters e = numbers(new SplittableRandom(1));
        return new Codec(LAYOUT, config, lanes).compress(e, numbers(new SplittableRandom(2)), parallel);
    }

    private static Parameters numbers(SplittableRandom random) {
        Parameters numbers = Parameters.zeros(LAYOUT);
        for (int tensor = 0; tensor < LAYOUT.count(); tensor++) {
            double tail = tensor == 3 ? 5 : 1;
            double scale = tensor == 0 ? 1 : 0.02;
            for (int i = 0; i < numbers.values(tensor).length; i++) {
                numbers.values(tensor)[i] = (float) (scale * Math.pow(random.nextGaussian(), tail));
            }
        }
        return numbers;
    }

    private static double squares(Parameters numbers) {
        double squares = 0;
        for (int tensor = 0; tensor < LAYOUT.count(); tensor++) {
            for (float value : numbers.values(tensor)) {
                squares += (double) value * value;
            }
        }
        return squares;
    }
}
