package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final Keypair MINER = Keypair.fromUri("//miner");
    private static final RunId RUN = new RunId(Hash.sha256(new byte[] {1}));
    private static final Hash ROOT = Hash.sha256(new byte[] {2});
    private static final Envelope ENVELOPE =
            Envelopes.envelope(new Envelope.Origin(RUN, new Window(7), MINER.hotkey(), ROOT), 900, 64, 5.5f);

    @Test
    void whatIsSignedIsRead() {
        byte[] bytes = ENVELOPE.sign(MINER);
        assertThat(bytes.length).isLessThanOrEqualTo(Envelope.MAX_BYTES);
        assertThat(Envelope.parse(bytes)).isEqualTo(ENVELOPE);
        assertThat(EnvelopeCheck.check(bytes, context(7, 10_500))).isEqualTo(new Checked.Passed<>(ENVELOPE));
    }

    @Test
    void eachFaultHasItsCode() {
        byte[] bytes = ENVELOPE.sign(MINER);
        assertThat(code(bytes, context(8, 10_500))).isEqualTo(RejectionCode.WRONG_WINDOW);
        assertThat(code(bytes, context(7, 9_999))).isEqualTo(RejectionCode.TOO_EARLY);
        assertThat(code(bytes, context(7, 20_001))).isEqualTo(RejectionCode.TOO_LATE);
        assertThat(code(ENVELOPE.sign(Keypair.fromUri("//other")), context(7, 10_500)))
                .isEqualTo(RejectionCode.BAD_SIGNATURE);
        assertThat(code(new byte[0], context(7, 10_500))).isEqualTo(RejectionCode.MALFORMED);
    }

    @Test
    void noChangedByteAndNoCutPasses() {
        byte[] bytes = ENVELOPE.sign(MINER);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(EnvelopeCheck.check(changed, context(7, 10_500)))
                    .as("byte %d, seed %d", i, seed)
                    .isInstanceOf(Checked.Failed.class);
            assertThat(EnvelopeCheck.check(Arrays.copyOf(bytes, i), context(7, 10_500)))
                    .isInstanceOf(Checked.Failed.class);
        }
    }

    private static RejectionCode code(byte[] bytes, EnvelopeCheck.Context context) {
        return ((Checked.Failed<Envelope>) EnvelopeCheck.check(bytes, context))
                .rejection()
                .code();
    }

    private static EnvelopeCheck.Context context(long window, long lastModified) {
        return new EnvelopeCheck.Context(
                RUN,
                new Window(window),
                MINER.hotkey(),
                ROOT,
                64,
                1_000,
                10_100,
                20_000,
                lastModified,
                CountedPayloads.none());
    }
}
