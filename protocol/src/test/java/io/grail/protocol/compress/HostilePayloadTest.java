package io.grail.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.Pool;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.TensorShape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HostilePayloadTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;

    @Test
    void brokenBytesAreRejectedOrAreTheOneSpellingOfAnUpdate() {
        long accepted = 0;
        for (long seed = 0; seed < 6_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ParameterLayout layout = new ParameterLayout(List.of(
                    TensorShape.vector("v", random.nextInt(1, 300)),
                    TensorShape.matrix("m", random.nextInt(1, 70), random.nextInt(1, 70))));
            Codec codec = new Codec(layout, Samples.any(random, 200));
            byte[] honest = codec.compress(Parameters.zeros(layout), Samples.numbers(layout, random), ONE);
            byte[] payload = broken(honest, random);
            if (acceptedAndCanonical(codec, layout, payload, seed)) {
                accepted++;
            }
        }
        // Flipped signs and other levels are updates too: a test that accepts none looks at nothing but headers.
        assertThat(accepted).isGreaterThan(100);
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

    private static boolean acceptedAndCanonical(Codec codec, ParameterLayout layout, byte[] payload, long seed) {
        SparseUpdate update;
        try {
            update = codec.decode(payload, ONE);
        } catch (MalformedException | NotFiniteException e) {
            return false;
        }
        Parameters rest = update.dense();
        assertThat(codec.compress(Parameters.zeros(layout), rest, ONE))
                .as("seed %d", seed)
                .isEqualTo(payload);
        assertThat(rest.sameBits(Parameters.zeros(layout))).as("seed %d", seed).isTrue();
        return true;
    }

    private static byte[] broken(byte[] honest, SplittableRandom random) {
        byte[] payload = honest.clone();
        switch (random.nextInt(5)) {
            case 0 -> payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            case 2 -> {
                int from = random.nextInt(payload.length);
                for (int i = from; i < Math.min(payload.length, from + random.nextInt(1, 40)); i++) {
                    payload[i] = (byte) random.nextInt(256);
                }
            }
            case 3 -> payload = Arrays.copyOf(payload, random.nextInt(payload.length * 2));
            default -> {
                // Everything behind the table of lengths.
                for (int i = 12; i < payload.length; i++) {
                    payload[i] = (byte) random.nextInt(256);
                }
            }
        }
        return payload;
    }
}
