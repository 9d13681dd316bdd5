package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final Keypair MINER = Keypair.fromUri("//miner");
    private static final Envelope.Origin ORIGIN = origin(MINER, 7);
    private static final byte[] PAYLOAD = "what was learned".getBytes(StandardCharsets.UTF_8);

    @Test
    void onlyItsKeyOpensAPayloadAndOnlyAsThisUpdate() {
        byte[] key = Seal.key(MINER, ORIGIN, Hash.sha256(PAYLOAD));
        byte[] sealed = Seal.close(key, ORIGIN, PAYLOAD);

        assertThat(sealed).hasSize(PAYLOAD.length + Seal.OVERHEAD);
        assertThat(Seal.open(key, ORIGIN, sealed)).isEqualTo(PAYLOAD);
        byte[] wrong = key.clone();
        wrong[0] ^= 1;
        assertRefused(wrong, ORIGIN, sealed);
        assertRefused(key, origin(MINER, 8), sealed);
        assertRefused(key, origin(Keypair.fromUri("//other"), 7), sealed);
    }

    @Test
    void noChangedByteAndNoCutOpens() {
        byte[] key = Seal.key(MINER, ORIGIN, Hash.sha256(PAYLOAD));
        byte[] sealed = Seal.close(key, ORIGIN, PAYLOAD);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertRefused(key, ORIGIN, changed);
            assertRefused(key, ORIGIN, java.util.Arrays.copyOf(sealed, i));
        }
    }

    @Test
    void aKeyIsThatOfOneMinerOneWindowAndOnePayload() {
        Hash payload = Hash.sha256(PAYLOAD);
        byte[] key = Seal.key(MINER, ORIGIN, payload);

        assertThat(Seal.key(Keypair.fromUri("//miner"), origin(MINER, 7), payload))
                .isEqualTo(key);
        assertThat(Seal.key(MINER, origin(MINER, 8), payload)).isNotEqualTo(key);
        assertThat(Seal.key(MINER, ORIGIN, Hash.sha256(key))).isNotEqualTo(key);
        assertThat(Seal.key(Keypair.fromUri("//other"), ORIGIN, payload)).isNotEqualTo(key);
    }

    /** Computed by another program, written from docs/protocol.md. */
    @Test
    void sealIsThatOfTheDescription() {
        var origin = new Envelope.Origin(
                new RunId(hash(1)),
                new Window(7),
                io.grail.protocol.identity.Hotkey.of(HexFormat.of().parseHex("d2".repeat(32))),
                hash(2));
        byte[] key = HexFormat.of().parseHex("07".repeat(32));

        assertThat(Seal.commitment(key))
                .hasToString("94922bf018a1e56cc2e7da95a86384e6870ee1117bb8bebcc9798a0dd41fa499");
        assertThat(HexFormat.of().formatHex(Seal.close(key, origin, PAYLOAD)))
                .isEqualTo("16b0c5c6dbe56a9bc16bea05b6152ecaa611a54708348b859ab2f7cc69119db9");
    }

    private static void assertRefused(byte[] key, Envelope.Origin origin, byte[] sealed) {
        assertThatThrownBy(() -> Seal.open(key, origin, sealed)).isInstanceOf(MalformedException.class);
    }

    private static Envelope.Origin origin(Keypair hotkey, long window) {
        return new Envelope.Origin(new RunId(hash(1)), new Window(window), hotkey.hotkey(), hash(2));
    }

    private static Hash hash(int number) {
        return Hash.sha256(new byte[] {(byte) number});
    }
}
