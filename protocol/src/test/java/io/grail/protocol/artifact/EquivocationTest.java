package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EquivocationTest {
    private static final Keypair LIAR = Keypair.fromUri("//liar");
    private static final RunId RUN = new RunId(hash(1));
    private static final Window WINDOW = new Window(7);
    private static final byte[] ONE = manifest(RUN, WINDOW, LIAR, 3).sign(LIAR);
    private static final byte[] OTHER = manifest(RUN, WINDOW, LIAR, 4).sign(LIAR);

    @Test
    void twoFilesOfOneWindowProveItInEitherOrder() {
        byte[] proof = Equivocation.of(ONE, OTHER).bytes();

        assertThat(Equivocation.of(OTHER, ONE).bytes()).isEqualTo(proof);
        Equivocation read = Equivocation.parse(proof);
        assertThat(read.bytes()).isEqualTo(proof);
        assertThat(read.manifest().validator()).isEqualTo(LIAR.hotkey());
        assertThat(read.manifest().window()).isEqualTo(WINDOW);
        assertThat(List.of(read.lower(), read.higher())).containsExactlyInAnyOrder(ONE, OTHER);
    }

    @Test
    void whatIsNoContradictionProvesNothing() {
        Keypair another = Keypair.fromUri("//another");

        refused(ONE, ONE, "the same file twice");
        refused(ONE, manifest(RUN, WINDOW, another, 4).sign(another), "two validators");
        refused(ONE, manifest(RUN, WINDOW.next(), LIAR, 4).sign(LIAR), "two windows");
        refused(ONE, manifest(new RunId(hash(9)), WINDOW, LIAR, 4).sign(LIAR), "two runs");
        refused(ONE, manifest(RUN, WINDOW, LIAR, 4).sign(another), "signature");
    }

    @Test
    void aProofHasOneEncoding() {
        Equivocation proof = Equivocation.of(ONE, OTHER);
        byte[] swapped = new CanonicalWriter()
                .text("grail/equivocation/1")
                .variable(proof.higher())
                .variable(proof.lower())
                .toByteArray();

        assertThatThrownBy(() -> Equivocation.parse(swapped)).isInstanceOf(MalformedException.class);
    }

    @Test
    void hostileBytesAreRefusedAndNothingElseHappens() {
        Random random = new Random(1);
        byte[] good = Equivocation.of(ONE, OTHER).bytes();
        for (int i = 0; i < 500; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> Equivocation.parse(bad)).isInstanceOf(MalformedException.class);
        }
    }

    private static void refused(byte[] one, byte[] other, String why) {
        assertThatThrownBy(() -> Equivocation.of(one, other))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(why);
    }

    private static Manifest manifest(RunId run, Window window, Keypair validator, int after) {
        Manifest.Entry entry = new Manifest.Entry(Hotkey.of(hash(8).bytes()), hash(5), 900);
        return new Manifest(run, window, validator.hotkey(), hash(2), hash(after), List.of(entry));
    }

    private static Hash hash(int seed) {
        return Hash.sha256(new byte[] {(byte) seed});
    }
}
