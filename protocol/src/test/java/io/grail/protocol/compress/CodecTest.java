package io.grail.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.run.CompressionConfig;
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

class CodecTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;

    @Test
    void theWorkedExampleOfTheDocumentationHolds() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", 8)));
        Codec codec = new Codec(layout, Samples.topK(1_024));
        Parameters delta = Parameters.zeros(layout);
        delta.values(0)[1] = 0.5f;
        delta.values(0)[5] = -1;
        delta.values(0)[6] = 0.25f;
        byte[] payload = codec.compress(Parameters.zeros(layout), delta, ONE);
        assertThat(HexFormat.ofDelimiter(" ").formatHex(payload)).isEqualTo("47 52 55 02 04 00 00 00 00 3f 90 cd");
        assertThat(delta.values(0)).containsExactly(0, 0, 0, 0, 0, 0, 0.25f, 0);
    }

    @Test
    void whatIsSentAndWhatIsKeptBackMakeTheWhole() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ParameterLayout layout = Samples.layout(random);
            Codec codec = new Codec(layout, Samples.any(random, 300));
            Parameters before = Samples.numbers(layout, random);
            Parameters delta = Samples.numbers(layout, random);
            Parameters after = delta.copy();
            byte[] payload = codec.compress(before, after, ONE);
            Parameters sent = codec.decode(payload, ONE).dense();
            for (int tensor = 0; tensor < layout.count(); tensor++) {
                for (int i = 0; i < layout.tensor(tensor).size(); i++) {
                    float whole = 0.95f * before.values(tensor)[i] + delta.values(tensor)[i];
                    float rest = whole - sent.values(tensor)[i];
                    assertThat(after.values(tensor)[i]).as("seed %d", seed).isEqualTo(rest);
                }
            }
        }
    }

    @Test
    void theLargestMagnitudesAreSentAndOfEqualOnesTheFirst() {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", random.nextInt(1, 4_097))));
            int topK = random.nextInt(1, 4_097);
            Parameters delta = Samples.numbers(layout, random);
            float[] values = delta.copy().values(0);
            int kept = Math.max(1, values.length * topK / 4_096);
            Codec codec = new Codec(layout, Samples.topK(topK));
            SparseUpdate update = codec.decode(codec.compress(Parameters.zeros(layout), delta, ONE), ONE);
            Integer[] order = new Integer[values.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Float.compare(Math.abs(values[b]), Math.abs(values[a])));
            int[] expected = Arrays.stream(order)
                    .mapToInt(i -> i)
                    .filter(i -> Math.abs(values[i]) >= Float.MIN_NORMAL)
                    .limit(kept)
                    .sorted()
                    .toArray();
            assertThat(update.positions(0)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void anUpdateHasOneSpelling() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ParameterLayout layout = Samples.layout(random);
            Codec codec = new Codec(layout, Samples.any(random, 300));
            byte[] payload = codec.compress(Parameters.zeros(layout), Samples.numbers(layout, random), ONE);
            Parameters rest = codec.decode(payload, ONE).dense();
            assertThat(codec.compress(Parameters.zeros(layout), rest, ONE))
                    .as("seed %d", seed)
                    .isEqualTo(payload);
            assertThat(rest.sameBits(Parameters.zeros(layout)))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void nothingToSayTakesTheFewestBytesAndDecodesToNothing() {
        ParameterLayout layout =
                new ParameterLayout(List.of(TensorShape.matrix("m", 130, 70), TensorShape.vector("v", 5)));
        Codec codec = new Codec(layout, Samples.DEFAULT);
        byte[] payload = codec.compress(Parameters.zeros(layout), Parameters.zeros(layout), ONE);
        assertThat(payload).hasSize((int) codec.minPayloadBytes());
        assertThat(codec.decode(payload, ONE).size()).isZero();
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedAndErrorFeedbackIsLeftAlone() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", 100)));
        Codec codec = new Codec(layout, Samples.DEFAULT);
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Parameters e = Samples.numbers(layout, new SplittableRandom(1));
            Parameters before = e.copy();
            Parameters delta = Parameters.zeros(layout);
            delta.values(0)[42] = bad;
            assertThatThrownBy(() -> codec.compress(e, delta, ONE))
                    .isInstanceOf(NotFiniteException.class)
                    .hasMessageContaining("v[42]");
            assertThat(e.sameBits(before)).isTrue();
        }
    }

    @Test
    void theGreatestAndTheLeastNumbersSurvive() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", 4_096)));
        Codec codec = new Codec(layout, Samples.DEFAULT);
        Parameters delta = Parameters.zeros(layout);
        delta.values(0)[0] = Float.MAX_VALUE;
        delta.values(0)[1] = -Float.MAX_VALUE;
        delta.values(0)[2] = Float.MIN_NORMAL;
        delta.values(0)[3] = Float.MIN_VALUE;
        SparseUpdate update = codec.decode(codec.compress(Parameters.zeros(layout), delta, ONE), ONE);
        assertThat(update.positions(0)).containsExactly(0, 1, 2);
        assertThat(update.values(0)[0]).isFinite().isPositive();
    }

    @Test
    void theLargestPayloadIsExactlyAsLargeAsTheBound() {
        for (int[] sizeAndK :
                new int[][] {{4_096, 64}, {4_096, 1}, {4_096, 4_096}, {1_000, 700}, {4_096, 3}, {77, 900}}) {
            ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", sizeAndK[0])));
            for (int bits : Samples.BITS) {
                Codec codec = new Codec(layout, Samples.bits(sizeAndK[1], bits));
                ChunkFormat format = ChunkFormat.of(sizeAndK[0], Samples.bits(sizeAndK[1], bits));
                long longest = 0;
                for (int count : new int[] {format.kept(), format.kept() - 1}) {
                    Parameters delta = longestGaps(layout, format.gaps(), count);
                    longest = Math.max(longest, codec.compress(Parameters.zeros(layout), delta, ONE).length);
                }
                assertThat(longest).isEqualTo(codec.maxPayloadBytes());
            }
        }
    }

    /** {@code count} ones whose gaps take the most bits: as many as can be a long remainder, the rest in one gap's zeros. */
    private static Parameters longestGaps(ParameterLayout layout, Golomb code, int count) {
        Parameters delta = Parameters.zeros(layout);
        int room = layout.tensor(0).size() - count;
        int longer = code.cut() == 0 ? count : Math.min(count, room / code.cut());
        int next = (room - longer * code.cut()) / code.m() * code.m();
        for (int i = 0; i < count; i++) {
            next += i < longer ? code.cut() : 0;
            delta.values(0)[next++] = 1;
        }
        return delta;
    }

    @Test
    void aNumberTooLargeForTheWireIsADifferentFindingThanBrokenBytes() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", 1)));
        Codec codec = new Codec(layout, Samples.DEFAULT);
        Parameters delta = Parameters.zeros(layout);
        delta.values(0)[0] = 1;
        byte[] payload = codec.compress(Parameters.zeros(layout), delta, ONE);
        assertThat(codec.decode(payload, ONE).values(0)).containsExactly(1);
        payload[8] = (byte) 0x80;
        payload[9] = 0x7f;
        assertThatThrownBy(() -> codec.decode(payload, ONE)).isInstanceOf(NotFiniteException.class);
        payload[8] = 1;
        payload[9] = 0;
        assertThatThrownBy(() -> codec.decode(payload, ONE)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aValueOfOneBitIsTheMeanMagnitudeWithItsSign() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.vector("v", 8)));
        Codec codec = new Codec(layout, Samples.bits(1_024, 1));
        Parameters delta = Parameters.zeros(layout);
        delta.values(0)[1] = 0.5f;
        delta.values(0)[5] = -1;
        SparseUpdate update = codec.decode(codec.compress(Parameters.zeros(layout), delta, ONE), ONE);
        assertThat(update.positions(0)).containsExactly(1, 5);
        assertThat(update.values(0)).containsExactly(0.75f, -0.75f);
        assertThat(delta.values(0)).containsExactly(0, -0.25f, 0, 0, 0, -0.25f, 0, 0);
    }

    @Test
    void defaultsReachLessThanTenBitsAValue() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.matrix("m", 1_024, 1_024)));
        CompressionConfig config = Samples.DEFAULT;
        Codec codec = new Codec(layout, config);
        SplittableRandom random = new SplittableRandom(3);
        Parameters delta = Parameters.zeros(layout);
        for (int i = 0; i < delta.values(0).length; i++) {
            delta.values(0)[i] = (float) random.nextGaussian();
        }
        byte[] payload = codec.compress(Parameters.zeros(layout), delta, ONE);
        double bits = 8.0 * payload.length / codec.maxValues();
        double positionBits = bits - 2 - 23 / 64.0;
        System.out.printf("64 of 4096: %.3f bits a value, of which %.3f for its position%n", bits, positionBits);
        assertThat(bits).isLessThan(10);
        assertThat(positionBits).isLessThan(7.46);
    }
}
