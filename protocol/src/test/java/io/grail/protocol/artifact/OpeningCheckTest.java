package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpeningCheckTest {
    private static final Keypair MINER = Keypair.fromUri("//miner");
    private static final Keypair OTHER = Keypair.fromUri("//other");
    private static final RunId RUN = new RunId(hash(1));
    private static final Window WINDOW = new Window(7);
    private static final byte[] KEY = key(7);
    private static final Hash PROOF = hash(6);
    private static final Envelope ENVELOPE = new Envelope(
            new Envelope.Origin(RUN, WINDOW, MINER.hotkey(), hash(2)),
            new Envelope.Payload(hash(3), 900, hash(4), Seal.commitment(KEY)),
            new Envelope.Training(64, 1, 1));

    @Test
    void everyRuleHasItsCode() {
        assertThat(code(opening(new RunId(hash(2)), WINDOW, MINER, KEY, PROOF))).isEqualTo(RejectionCode.WRONG_RUN);
        assertThat(code(opening(RUN, WINDOW.next(), MINER, KEY, PROOF))).isEqualTo(RejectionCode.WRONG_WINDOW);
        assertThat(code(opening(RUN, WINDOW, OTHER, KEY, PROOF))).isEqualTo(RejectionCode.BAD_SIGNATURE);
        assertThat(code(opening(RUN, WINDOW, MINER, key(8), PROOF))).isEqualTo(RejectionCode.BAD_OPENING);
        assertThat(code(opening(RUN, WINDOW, MINER, KEY, hash(7)))).isEqualTo(RejectionCode.STATE_PROOF_FAILED);
        assertThat(code(new Opening(RUN, WINDOW, MINER.hotkey(), KEY, PROOF).sign(OTHER)))
                .isEqualTo(RejectionCode.BAD_SIGNATURE);
        assertThat(code(new byte[Opening.MAX_BYTES + 1])).isEqualTo(RejectionCode.TOO_LARGE);
        assertThat(code(new byte[0])).isEqualTo(RejectionCode.MALFORMED);
    }

    @Test
    void theLastMillisecondCountsAndTheNextDoesNot() {
        byte[] good = opening(RUN, WINDOW, MINER, KEY, PROOF);

        assertThat(OpeningCheck.check(good, context(20_000))).isInstanceOf(Checked.Passed.class);
        assertThat(OpeningCheck.check(good, context(20_001)))
                .isEqualTo(new Checked.Failed<>(
                        new Rejection(RejectionCode.NOT_OPENED, "opened at 20001", "until 20000")));
    }

    @Test
    void whatIsSignedIsReadAndNoChangedByteAndNoCutPasses() {
        byte[] good = opening(RUN, WINDOW, MINER, KEY, PROOF);
        assertThat(Opening.parse(good)).isEqualTo(new Opening(RUN, WINDOW, MINER.hotkey(), KEY, PROOF));
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(OpeningCheck.check(changed, context(0)))
                    .as("byte %d, seed %d", i, seed)
                    .isInstanceOf(Checked.Failed.class);
            assertThat(OpeningCheck.check(Arrays.copyOf(good, i), context(0))).isInstanceOf(Checked.Failed.class);
        }
    }

    /** Computed by another program, written from docs/protocol.md. */
    @Test
    void bodyIsThatOfTheDescription() {
        Hotkey first = IntStream.range(0, 7)
                .mapToObj(i -> Hotkey.of(hash(i).bytes()))
                .sorted()
                .findFirst()
                .orElseThrow();
        byte[] signed = new Opening(RUN, WINDOW, first, KEY, PROOF).sign(MINER);

        assertThat(signed).hasSize(155 + 64);
        assertThat(Hash.sha256(Arrays.copyOf(signed, 155)))
                .hasToString("ffc2139b7e6e51f37822fbe462ea868ac9cf88902a790c0e0d91ee177b318519");
    }

    private static byte[] opening(RunId run, Window window, Keypair hotkey, byte[] key, Hash proof) {
        return new Opening(run, window, hotkey.hotkey(), key, proof).sign(hotkey);
    }

    private static RejectionCode code(byte[] bytes) {
        return ((Checked.Failed<Opening>) OpeningCheck.check(bytes, context(20_000)))
                .rejection()
                .code();
    }

    private static OpeningCheck.Context context(long lastModified) {
        return new OpeningCheck.Context(ENVELOPE, PROOF, 20_000, lastModified);
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[Seal.KEY_LENGTH];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private static Hash hash(int number) {
        return Hash.sha256(new byte[] {(byte) number});
    }
}
