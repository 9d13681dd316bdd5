package io.grail.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.Pool;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.TensorShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HostilePayloadTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;

    /** Inputs of the fuzzer; -Pnightly has more. */
    private static final long INPUTS = Long.getLong("fuzz.inputs", 100_000);

    private static final int INPUTS_A_SEED = 100;

    @Test
    void brokenBytesAreRejectedOrAreTheOneSpellingOfAnUpdate() {
        long accepted = 0;
        for (long seed = 0; seed < INPUTS / INPUTS_A_SEED; seed++) {
            accepted += fuzz(seed);
        }
        System.out.printf("%d broken payloads, %d of them updates%n", INPUTS, accepted);
        // Flipped signs and other levels are updates too: a test that accepts none looks at nothing but headers.
        assertThat(accepted).isGreaterThan(INPUTS / 60);
    }

    /** Breaks one payload in many ways; returns how many of the results are updates. */
    private static int fuzz(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ParameterLayout layout = new ParameterLayout(List.of(
                TensorShape.vector("v", random.nextInt(1, 100)),
                TensorShape.matrix("m", random.nextInt(1, 70), random.nextInt(1, 30))));
        CompressionConfig plain = Samples.any(random, random.nextBoolean() ? 200 : 4_097);
        String profile = random.nextBoolean() ? "sparseloco" : "demo";
        boolean budgeted = plain.bits() < Float.SIZE && random.nextInt(4) == 0;
        int budget = budgeted ? 8_192 : 0;
        CompressionConfig config = new CompressionConfig(profile, plain.topK(), plain.bits(), 0.95, budget);
        Codec codec = new Codec(layout, config);
        Codec respell = new Codec(layout, plain);
        byte[] honest = codec.compress(Parameters.zeros(layout), Samples.numbers(layout, random), ONE);
        byte[] other = codec.compress(Parameters.zeros(layout), Samples.numbers(layout, random), ONE);
        int accepted = 0;
        for (int i = 0; i < INPUTS_A_SEED; i++) {
            byte[] payload = broken(honest, other, codec, random);
            Optional<SparseUpdate> update = decode(codec, payload, seed, i);
            accepted += update.isPresent() ? 1 : 0;
            // With a budget the miner has a choice, and its update as many spellings.
            if (update.isPresent() && !budgeted) {
                Parameters rest = update.get().dense();
                byte[] respelt = respell.compress(Parameters.zeros(layout), rest, ONE);
                assertThat(respelt).as("seed %d, input %d", seed, i).isEqualTo(payload);
            }
        }
        return accepted;
    }

    private static Optional<SparseUpdate> decode(Codec codec, byte[] payload, long seed, int input) {
        try {
            return Optional.of(codec.decode(payload, ONE));
        } catch (MalformedException | NotFiniteException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ", input " + input, e);
        }
    }

    @Test
    void noPrefixOfAPayloadAndNoLongerOneIsAPayload() {
        ParameterLayout layout =
                new ParameterLayout(List.of(TensorShape.matrix("m", 70, 70), TensorShape.vector("v", 500)));
        Codec codec = new Codec(layout, Samples.DEFAULT);
        byte[] payload =
                codec.compress(Parameters.zeros(layout), Samples.numbers(layout, new SplittableRandom(4)), ONE);
        for (int length = 0; length <= payload.length + 9; length++) {
            byte[] other = Arrays.copyOf(payload, length);
            if (length != payload.length) {
                assertThatThrownBy(() -> codec.decode(other, ONE)).isInstanceOf(MalformedException.class);
            }
        }
    }

    @Test
    void theFirstFindingCountsWhateverTheThreads() {
        ParameterLayout layout = new ParameterLayout(List.of(TensorShape.matrix("m", 2_048, 1_024)));
        Codec codec = new Codec(layout, Samples.DEFAULT);
        Parameters ones = Parameters.zeros(layout);
        Arrays.fill(ones.values(0), 1);
        byte[] payload = codec.compress(Parameters.zeros(layout), ones, ONE);
        int header = 4 + 4 * 2;
        int segment = (payload.length - header) / 2;
        // The first chunk of the first segment is malformed, that of the second not finite.
        payload[header] = 1;
        payload[header + 1] = 0;
        payload[header + segment] = (byte) 0xff;
        payload[header + segment + 1] = 0x7f;
        try (Pool pool = new Pool(5)) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> codec.decode(payload, pool)).isInstanceOf(MalformedException.class);
            }
        }
        payload[header] = (byte) 0x80;
        payload[header + 1] = 0x3f;
        assertThatThrownBy(() -> codec.decode(payload, ONE)).isInstanceOf(NotFiniteException.class);
    }

    private static byte[] broken(byte[] honest, byte[] other, Codec codec, SplittableRandom random) {
        byte[] payload = honest.clone();
        switch (random.nextInt(7)) {
            case 0 -> flip(payload, random);
            case 1 -> {
                for (int i = random.nextInt(2, 6); i > 0; i--) {
                    flip(payload, random);
                }
            }
            case 2 -> payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            case 3 -> {
                int from = random.nextInt(payload.length);
                fillRandom(payload, from, Math.min(payload.length, from + random.nextInt(1, 40)), random);
            }
            case 4 -> {
                // Another update's bytes from somewhere on, in or out of step.
                int from = random.nextInt(payload.length);
                int source = random.nextInt(other.length);
                int count = Math.min(payload.length - from, other.length - source);
                System.arraycopy(other, source, payload, from, count);
            }
            case 5 -> payload = Arrays.copyOf(payload, random.nextInt(payload.length * 2));
            default -> {
                // Nothing but random bytes of a length that can be, half of them behind an honest table of lengths.
                if (random.nextBoolean()) {
                    payload =
                            new byte[random.nextInt((int) codec.minPayloadBytes(), (int) codec.maxPayloadBytes() + 1)];
                    fillRandom(payload, 4, payload.length, random);
                    System.arraycopy(honest, 0, payload, 0, 4);
                } else {
                    fillRandom(payload, 12, payload.length, random);
                }
            }
        }
        return payload;
    }

    private static void flip(byte[] payload, SplittableRandom random) {
        payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
    }

    private static void fillRandom(byte[] payload, int from, int to, SplittableRandom random) {
        for (int i = from; i < to; i++) {
            payload[i] = (byte) random.nextInt(256);
        }
    }
}
