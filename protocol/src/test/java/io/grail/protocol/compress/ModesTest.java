package io.grail.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.kernel.Dct;
import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.TensorShape;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the widths of a value and the profile {@code demo} change. */
class ModesTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;

    @Test
    void theWorkedExamplesOfTheDocumentationHold() {
        assertThat(example("sparseloco", 1)).isEqualTo("47 52 55 02 03 00 00 00 40 3f 5b");
        assertThat(example("sparseloco", 4)).isEqualTo("47 52 55 02 05 00 00 00 00 3f 90 0d 0f");
        assertThat(example("sparseloco", 32)).isEqualTo("47 52 55 02 09 00 00 00 36 00 00 c0 0f 00 00 e0 2f");
        assertThat(example("demo", 2)).isEqualTo("47 52 55 02 05 00 00 00 04 3f 09 cb 01");
    }

    private static String example(String profile, int bits) {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", 8)));
        Codec codec = new Codec(layout, new CompressionConfig(profile, 1_024, bits, 0.95));
        Parameters delta = Parameters.zeros(layout);
        delta.values(0)[1] = 0.5f;
        delta.values(0)[5] = -1;
        delta.values(0)[6] = 0.25f;
        return HexFormat.ofDelimiter(" ").formatHex(codec.compress(Parameters.zeros(layout), delta, ONE));
    }

    @Test
    void valuesOfThirtyTwoBitsArriveAsTheyAre() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ParameterLayout layout = Samples.layout(random);
            Codec codec = new Codec(layout, Samples.bits(random.nextInt(1, 300), 32));
            Parameters delta = Samples.numbers(layout, random);
            Parameters rest = delta.copy();
            SparseUpdate update = codec.decode(codec.compress(Parameters.zeros(layout), rest, ONE), ONE);
            for (int tensor = 0; tensor < layout.count(); tensor++) {
                for (int i = 0; i < update.positions(tensor).length; i++) {
                    int at = update.positions(tensor)[i];
                    assertThat(update.values(tensor)[i]).as("seed %d", seed).isEqualTo(delta.values(tensor)[at]);
                    assertThat(rest.values(tensor)[at]).as("seed %d", seed).isZero();
                }
            }
        }
    }

    @Test
    void moreLevelsErrLess() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.matrix("m", 512, 512)));
        SplittableRandom random = new SplittableRandom(11);
        Parameters delta = Parameters.zeros(layout);
        for (int i = 0; i < delta.values(0).length; i++) {
            delta.values(0)[i] = (float) (random.nextGaussian() * Math.exp(0.7 * random.nextGaussian()));
        }
        double[] errors = new double[Samples.BITS.length];
        for (int mode = 0; mode < errors.length; mode++) {
            Codec codec = new Codec(layout, Samples.bits(64, Samples.BITS[mode]));
            byte[] payload = codec.compress(Parameters.zeros(layout), delta.copy(), ONE);
            errors[mode] = relativeError(delta, codec.decode(payload, ONE));
            System.out.printf(
                    "%d bits: relative squared error %.5f at %.3f bits a value%n",
                    Samples.BITS[mode], errors[mode], 8.0 * payload.length / codec.maxValues());
        }
        assertThat(errors[1]).isLessThan(errors[0] / 2.5);
        assertThat(errors[2]).isLessThan(errors[1] / 10);
        assertThat(errors[3]).isZero();
    }

    private static double relativeError(Parameters exact, SparseUpdate sent) {
        double error = 0;
        double total = 0;
        for (int i = 0; i < sent.positions(0).length; i++) {
            double value = exact.values(0)[sent.positions(0)[i]];
            error += (value - sent.values(0)[i]) * (value - sent.values(0)[i]);
            total += value * value;
        }
        return error / total;
    }

    @Test
    void demoSendsCoefficientsAndKeepsBackWhatTheyDoNotSay() {
        for (CompressionConfig config : Samples.everyMode(48).subList(Samples.BITS.length, 2 * Samples.BITS.length)) {
            SplittableRandom random = new SplittableRandom(config.bits());
            ParameterLayout layout = Samples.layout(random);
            Codec codec = new Codec(layout, config);
            Parameters before = Samples.numbers(layout, random);
            Parameters delta = Samples.numbers(layout, random);
            Parameters rest = delta.copy();
            Parameters sent =
                    codec.decode(codec.compress(before, rest, ONE), ONE).dense();
            for (int tensor = 0; tensor < layout.count(); tensor++) {
                inverse(sent.values(tensor), new ChunkGrid(layout.tensor(tensor)));
                for (int i = 0; i < rest.values(tensor).length; i++) {
                    float whole = 0.95f * before.values(tensor)[i] + delta.values(tensor)[i];
                    assertThat(rest.values(tensor)[i])
                            .as("%s, tensor %d at %d", config, tensor, i)
                            .isEqualTo(whole - sent.values(tensor)[i]);
                }
            }
        }
    }

    private static void inverse(float[] values, ChunkGrid grid) {
        Dct dct = new Dct(Lanes.best());
        for (int i = 0; i < grid.chunks(); i++) {
            ChunkGrid.Chunk chunk = grid.chunk(i);
            float[] spectrum = new float[chunk.size()];
            for (int at = 0; at < spectrum.length; at++) {
                spectrum[at] = values[chunk.position(at)];
            }
            dct.inverse(spectrum, chunk.rows(), chunk.columns());
            for (int at = 0; at < spectrum.length; at++) {
                values[chunk.position(at)] = spectrum[at];
            }
        }
    }

    @Test
    void demoSendsAWaveInOneCoefficient() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.matrix("m", 64, 64)));
        Codec codec = new Codec(layout, new CompressionConfig("demo", 1, 32, 0));
        float[] spectrum = new float[4_096];
        spectrum[3 * 64 + 5] = 2;
        new Dct(Lanes.best()).inverse(spectrum, 64, 64);
        Parameters delta = Parameters.zeros(layout);
        System.arraycopy(spectrum, 0, delta.values(0), 0, 4_096);
        SparseUpdate update = codec.decode(codec.compress(Parameters.zeros(layout), delta, ONE), ONE);
        assertThat(update.positions(0)).containsExactly(3 * 64 + 5);
        assertThat(update.values(0)[0]).isCloseTo(2, within(1e-5f));
    }

    @Test
    void demoRefusesNumbersWhoseCoefficientsOverflow() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.matrix("m", 64, 64)));
        Codec codec = new Codec(layout, new CompressionConfig("demo", 64, 2, 0.95));
        Parameters delta = Parameters.zeros(layout);
        Arrays.fill(delta.values(0), Float.MAX_VALUE);
        assertThatThrownBy(() -> codec.compress(Parameters.zeros(layout), delta, ONE))
                .isInstanceOf(NotFiniteException.class)
                .hasMessageContaining("coefficients");
    }

    @Test
    void rawValuesThatTheEncoderDoesNotSendAreRefused() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", 1)));
        Codec codec = new Codec(layout, Samples.bits(64, 32));
        Parameters delta = Parameters.zeros(layout);
        delta.values(0)[0] = 1;
        byte[] payload = codec.compress(Parameters.zeros(layout), delta, ONE);
        // Behind the flag and the gap's one bit come the value's 32.
        assertThatThrownBy(() -> codec.decode(withValue(payload, Float.NaN), ONE))
                .isInstanceOf(NotFiniteException.class);
        assertThatThrownBy(() -> codec.decode(withValue(payload, -Float.MIN_VALUE), ONE))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> codec.decode(withValue(payload, -0f), ONE)).isInstanceOf(MalformedException.class);
        assertThat(codec.decode(withValue(payload, -3.5f), ONE).values(0)).containsExactly(-3.5f);
    }

    private static byte[] withValue(byte[] payload, float value) {
        byte[] changed = payload.clone();
        long record = 1L << 1 | Integer.toUnsignedLong(Float.floatToRawIntBits(value)) << 2;
        for (int i = 0; i < 5; i++) {
            changed[8 + i] = (byte) (record >>> (8 * i));
        }
        return changed;
    }
}
