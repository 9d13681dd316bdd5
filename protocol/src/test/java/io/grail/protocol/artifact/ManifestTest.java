package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final Keypair LEAD = Keypair.fromUri("//lead");
    private static final RunId RUN = new RunId(hash(1));
    private static final Window WINDOW = new Window(7);
    private static final List<Hotkey> HOTKEYS = IntStream.range(0, 7)
            .mapToObj(i -> Hotkey.of(hash(i).bytes()))
            .sorted()
            .toList();
    private static final Manifest MANIFEST =
            new Manifest(RUN, WINDOW, LEAD.hotkey(), hash(2), hash(3), List.of(entry(1, 4, 900), entry(2, 5, 901)));
    private static final ManifestCheck.Context CONTEXT =
            new ManifestCheck.Context(RUN, WINDOW, LEAD.hotkey(), hash(2), 2, 901);

    @Test
    void whatIsSignedIsReadInItsOrder() {
        byte[] signed = MANIFEST.sign(LEAD);

        assertThat(signed).hasSize(228 + 72 * 2);
        assertThat(Manifest.parse(signed)).isEqualTo(MANIFEST);
        assertThat(ManifestCheck.check(signed, CONTEXT)).isEqualTo(new Checked.Passed<>(MANIFEST));
    }

    /** Computed by another program, written from docs/protocol.md. */
    @Test
    void bodyIsThatOfTheDescription() {
        var excluded = new TreeMap<>(Map.of(HOTKEYS.get(0), new Finding(Rule.WOULD_HARM, -3.5, -3)));
        byte[] signed =
                new Manifest(RUN, WINDOW, HOTKEYS.get(0), hash(2), hash(3), MANIFEST.entries(), excluded).sign(LEAD);

        assertThat(Hash.sha256(Arrays.copyOf(signed, signed.length - 64)))
                .hasToString("7e6c28fb4a37478bfd5ba0feca8d546e365622bc9d14e5522486b5a0cf2a7da5");
        assertThat(Manifest.parse(
                                new Manifest(RUN, WINDOW, LEAD.hotkey(), hash(2), hash(3), MANIFEST.entries(), excluded)
                                        .sign(LEAD))
                        .excluded())
                .isEqualTo(excluded);
    }

    @Test
    void largestManifestFitsItsBound() {
        List<Manifest.Entry> all = IntStream.range(0, Manifest.MAX_ENTRIES)
                .mapToObj(i -> new Manifest.Entry(
                        Hotkey.of(Hash.sha256(new byte[] {(byte) i, 1}).bytes()), hash(4), Long.MAX_VALUE))
                .toList();
        TreeMap<Hotkey, Finding> excluded = new TreeMap<>();
        for (int i = 0; i < Manifest.MAX_ENTRIES; i++) {
            excluded.put(Hotkey.of(Hash.sha256(new byte[] {(byte) i, 2}).bytes()), new Finding(Rule.ALIKE, 1, 0.7));
        }
        Manifest largest = new Manifest(RUN, WINDOW, LEAD.hotkey(), hash(2), hash(3), all, excluded);

        assertThat(largest.sign(LEAD)).hasSizeLessThanOrEqualTo(Manifest.MAX_BYTES);
        assertThat(Manifest.parse(largest.sign(LEAD))).isEqualTo(largest);
    }

    @Test
    void emptyManifestKeepsTheRoot() {
        Manifest empty = new Manifest(RUN, WINDOW, LEAD.hotkey(), hash(2), hash(2), List.of());

        assertThat(Manifest.parse(empty.sign(LEAD))).isEqualTo(empty);
        assertThatThrownBy(() -> new Manifest(RUN, WINDOW, LEAD.hotkey(), hash(2), hash(3), List.of()))
                .hasMessageContaining("two roots");
        byte[] body = Arrays.copyOf(empty.sign(LEAD), 164);
        body[20 + 32 + 8 + 32] ^= 1;
        assertThatThrownBy(() -> Manifest.parse(Signed.sign(body, LEAD)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("two roots");
    }

    @Test
    void noMinerStandsInItTwice() {
        byte[] body = Arrays.copyOf(MANIFEST.sign(LEAD), 308);
        System.arraycopy(body, 160, body, 160 + 72, 32);

        assertThatThrownBy(() -> Manifest.parse(Signed.sign(body, LEAD)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void nobodyIsMergedAndKeptOut() {
        var excluded = new TreeMap<>(Map.of(HOTKEYS.get(1), new Finding(Rule.ALIKE, 1, 0.7)));
        assertThatThrownBy(
                        () -> new Manifest(RUN, WINDOW, LEAD.hotkey(), hash(2), hash(3), MANIFEST.entries(), excluded))
                .hasMessageContaining("merged and kept out");
    }

    @Test
    void everyRuleHasItsCode() {
        byte[] signed = MANIFEST.sign(LEAD);
        Hotkey lead = LEAD.hotkey();

        assertThat(code(signed, new ManifestCheck.Context(new RunId(hash(9)), WINDOW, lead, hash(2), 2, 901)))
                .isEqualTo(RejectionCode.WRONG_RUN);
        assertThat(code(signed, new ManifestCheck.Context(RUN, WINDOW.next(), lead, hash(2), 2, 901)))
                .isEqualTo(RejectionCode.WRONG_WINDOW);
        assertThat(code(signed, new ManifestCheck.Context(RUN, WINDOW, HOTKEYS.get(0), hash(2), 2, 901)))
                .isEqualTo(RejectionCode.BAD_SIGNATURE);
        assertThat(code(signed, new ManifestCheck.Context(RUN, WINDOW, lead, hash(9), 2, 901)))
                .isEqualTo(RejectionCode.DESYNCED);
        assertThat(code(signed, new ManifestCheck.Context(RUN, WINDOW, lead, hash(2), 1, 901)))
                .isEqualTo(RejectionCode.MALFORMED);
        assertThat(code(signed, new ManifestCheck.Context(RUN, WINDOW, lead, hash(2), 2, 900)))
                .isEqualTo(RejectionCode.TOO_LARGE);
        assertThat(code(MANIFEST.sign(Keypair.fromUri("//other")), CONTEXT)).isEqualTo(RejectionCode.BAD_SIGNATURE);
        assertThat(code(new byte[Manifest.MAX_BYTES + 1], CONTEXT)).isEqualTo(RejectionCode.TOO_LARGE);
    }

    @Test
    void envelopeIsNoManifest() {
        Envelope envelope = Envelopes.envelope(new Envelope.Origin(RUN, WINDOW, LEAD.hotkey(), hash(2)), 900, 64, 1);

        assertThatThrownBy(() -> Manifest.parse(envelope.sign(LEAD))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Envelope.parse(MANIFEST.sign(LEAD))).isInstanceOf(MalformedException.class);
    }

    @Test
    void hostileBytesAreRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] good = MANIFEST.sign(LEAD);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(ManifestCheck.check(changed, CONTEXT))
                    .as("seed %d, byte %d", seed, i)
                    .isInstanceOf(Checked.Failed.class);
            assertThat(ManifestCheck.check(Arrays.copyOf(good, i), CONTEXT)).isInstanceOf(Checked.Failed.class);
        }
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(1_000)];
            random.nextBytes(bytes);
            System.arraycopy(good, 0, bytes, 0, Math.min(bytes.length, random.nextInt(170)));
            assertThat(ManifestCheck.check(bytes, CONTEXT))
                    .as("seed %d, case %d", seed, i)
                    .isInstanceOf(Checked.Failed.class);
        }
    }

    private static RejectionCode code(byte[] bytes, ManifestCheck.Context context) {
        return switch (ManifestCheck.check(bytes, context)) {
            case Checked.Passed<Manifest> passed -> throw new AssertionError("passed: " + passed);
            case Checked.Failed<Manifest> failed -> failed.rejection().code();
        };
    }

    private static Manifest.Entry entry(int hotkey, int payload, long length) {
        return new Manifest.Entry(HOTKEYS.get(hotkey), hash(payload), length);
    }

    private static Hash hash(int number) {
        return Hash.sha256(new byte[] {(byte) number});
    }
}
