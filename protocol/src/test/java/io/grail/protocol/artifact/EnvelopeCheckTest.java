package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnvelopeCheckTest {
    private static final Keypair MINER = Keypair.fromUri("//miner");
    private static final Keypair OTHER = Keypair.fromUri("//other");
    private static final Hash ROOT = hash(2);
    private static final RunId RUN = new RunId(hash(1));
    private static final Window WINDOW = new Window(7);
    private static final EnvelopeCheck.Context CONTEXT = context(10_500);

    @Test
    void everyRuleHasItsCode() {
        assertThat(code(envelope(new RunId(ROOT), WINDOW, ROOT, 900, 64, 1).sign(MINER)))
                .isEqualTo(RejectionCode.WRONG_RUN);
        assertThat(code(envelope(RUN, WINDOW.next(), ROOT, 900, 64, 1).sign(MINER)))
                .isEqualTo(RejectionCode.WRONG_WINDOW);
        assertThat(code(envelope(RUN, WINDOW, hash(9), 900, 64, 1).sign(MINER))).isEqualTo(RejectionCode.DESYNCED);
        assertThat(code(envelope(RUN, WINDOW, ROOT, 1_001, 64, 1).sign(MINER))).isEqualTo(RejectionCode.TOO_LARGE);
        assertThat(code(envelope(RUN, WINDOW, ROOT, 900, 0, 1).sign(MINER))).isEqualTo(RejectionCode.MALFORMED);
        assertThat(code(envelope(RUN, WINDOW, ROOT, 900, 65, 1).sign(MINER))).isEqualTo(RejectionCode.MALFORMED);
        assertThat(code(envelope(RUN, WINDOW, ROOT, 900, 64, Float.NaN).sign(MINER)))
                .isEqualTo(RejectionCode.NOT_FINITE);
        assertThat(code(envelope(RUN, WINDOW, ROOT, 900, 64, Float.POSITIVE_INFINITY)
                        .sign(MINER)))
                .isEqualTo(RejectionCode.NOT_FINITE);
        assertThat(code(good().sign(OTHER))).isEqualTo(RejectionCode.BAD_SIGNATURE);
        assertThat(code(new byte[Envelope.MAX_BYTES + 1])).isEqualTo(RejectionCode.TOO_LARGE);
    }

    @Test
    void envelopeOfAnotherMinerIsRefusedThoughItsSignatureIsGood() {
        Envelope foreign = Envelopes.envelope(new Envelope.Origin(RUN, WINDOW, OTHER.hotkey(), ROOT), 900, 64, 1);

        assertThat(code(foreign.sign(OTHER))).isEqualTo(RejectionCode.BAD_SIGNATURE);
    }

    @Test
    void bothEndsOfTheIntervalCountAndNothingBeyond() {
        byte[] bytes = good().sign(MINER);

        assertThat(EnvelopeCheck.check(bytes, context(10_000))).isInstanceOf(Checked.Passed.class);
        assertThat(EnvelopeCheck.check(bytes, context(20_000))).isInstanceOf(Checked.Passed.class);
        assertThat(code(bytes, context(9_999))).isEqualTo(RejectionCode.TOO_EARLY);
        assertThat(code(bytes, context(20_001))).isEqualTo(RejectionCode.TOO_LATE);
    }

    @Test
    void lengthAndSamplesAtTheirBoundsCount() {
        for (Envelope e : List.of(
                envelope(RUN, WINDOW, ROOT, 1_000, 64, 1),
                envelope(RUN, WINDOW, ROOT, 0, 1, 1),
                envelope(RUN, WINDOW, ROOT, 900, 64, Float.MAX_VALUE))) {
            assertThat(EnvelopeCheck.check(e.sign(MINER), CONTEXT)).isEqualTo(new Checked.Passed<>(e));
        }
        assertThat(code(new byte[Envelope.MAX_BYTES])).isEqualTo(RejectionCode.MALFORMED);
    }

    @Test
    void aRejectionSaysWhatWasFoundAndWhatIsAllowed() {
        byte[] bytes = envelope(RUN, WINDOW, ROOT, 900, 65, 1).sign(MINER);

        assertThat(EnvelopeCheck.check(bytes, CONTEXT))
                .isEqualTo(new Checked.Failed<>(new Rejection(RejectionCode.MALFORMED, "65 samples", "1 to 64")));
    }

    /** Computed by another program, written from docs/protocol.md. */
    @Test
    void bodyIsThatOfTheDescription() {
        Hotkey first = IntStream.range(0, 7)
                .mapToObj(i -> Hotkey.of(hash(i).bytes()))
                .sorted()
                .findFirst()
                .orElseThrow();
        byte[] signed = Envelopes.envelope(new Envelope.Origin(RUN, WINDOW, first, hash(2)), 900, 64, 5.5f)
                .sign(MINER);

        assertThat(signed).hasSize(304);
        assertThat(Hash.sha256(Arrays.copyOf(signed, 240)))
                .hasToString("12bdf95dd556f63f67b0640af355803851aa507f29cc7be3965456c72e559d9e");
    }

    @Test
    void payloadThatCountedBeforeIsReplayedWhoeverSendsIt() {
        var counted = CountedPayloads.none().after(new Window(3), List.of(hash(3)));
        var context = new EnvelopeCheck.Context(
                RUN, WINDOW, MINER.hotkey(), ROOT, 64, 1_000, 10_100, 20_000, 10_500, counted);

        assertThat(code(good().sign(MINER), context)).isEqualTo(RejectionCode.REPLAYED);
    }

    @Test
    void numbersBeyondTheirRangeAreMalformedEvenIfSigned() {
        byte[] good = Arrays.copyOf(good().sign(MINER), 240);
        for (int top : new int[] {20 + 32 + 7, 240 - 77, 240 - 9}) { // of window, payload length, samples
            byte[] body = good.clone();
            body[top] = (byte) 0x80;
            assertThat(code(Signed.sign(body, MINER))).as("byte %d", top).isEqualTo(RejectionCode.MALFORMED);
        }
    }

    @Test
    void randomBytesAreRefusedAndNothingElseHappens() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] good = good().sign(MINER);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes;
            if (i % 2 == 0) {
                bytes = new byte[random.nextInt(Envelope.MAX_BYTES + 10)];
                random.nextBytes(bytes);
            } else {
                bytes = Arrays.copyOf(good, random.nextInt(good.length + 50));
                for (int flips = 1 + random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                    bytes[random.nextInt(Math.min(100, bytes.length))] = (byte) random.nextInt();
                }
            }
            if (!Arrays.equals(bytes, good)) {
                assertThat(EnvelopeCheck.check(bytes, CONTEXT))
                        .as("seed %d, case %d", seed, i)
                        .isInstanceOf(Checked.Failed.class);
            }
        }
    }

    private static Envelope good() {
        return envelope(RUN, WINDOW, ROOT, 900, 64, 5.5f);
    }

    private static Envelope envelope(RunId run, Window window, Hash root, long length, int samples, float loss) {
        return Envelopes.envelope(new Envelope.Origin(run, window, MINER.hotkey(), root), length, samples, loss);
    }

    private static RejectionCode code(byte[] bytes) {
        return code(bytes, CONTEXT);
    }

    private static RejectionCode code(byte[] bytes, EnvelopeCheck.Context context) {
        return switch (EnvelopeCheck.check(bytes, context)) {
            case Checked.Passed<Envelope> passed -> throw new AssertionError("passed: " + passed);
            case Checked.Failed<Envelope> failed -> failed.rejection().code();
        };
    }

    private static EnvelopeCheck.Context context(long lastModified) {
        return new EnvelopeCheck.Context(
                RUN, WINDOW, MINER.hotkey(), ROOT, 64, 1_000, 10_100, 20_000, lastModified, CountedPayloads.none());
    }

    private static Hash hash(int number) {
        return Hash.sha256(new byte[] {(byte) number});
    }
}
