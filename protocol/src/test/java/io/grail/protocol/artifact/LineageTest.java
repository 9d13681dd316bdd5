package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.window.Window;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageTest {
    private static final Hash A = Hash.sha256(new byte[] {1});
    private static final Hash B = Hash.sha256(new byte[] {2});
    private static final Hash MANIFEST = Hash.sha256(new byte[] {3});

    @Test
    void aLineageIsReadBackAsItWasWritten() {
        Lineage way =
                Lineage.at(new Window(7), A).then(Optional.of(MANIFEST), B).then(Optional.empty(), B);
        String text = new String(way.bytes(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("7 " + A + " " + MANIFEST + "\n8 " + B + " -\n9 " + B + "\n");
        Lineage read = Lineage.parse(way.bytes());
        assertThat(read.bytes()).isEqualTo(way.bytes());
        assertThat(read.steps()).isEqualTo(way.steps()).hasSize(2);
        assertThat(read.firstWindow()).isEqualTo(new Window(7));
        assertThat(read.firstRoot()).isEqualTo(A);
        assertThat(read.window()).isEqualTo(new Window(9));
        assertThat(read.root()).isEqualTo(B);
    }

    @Test
    void nothingMergedChangesNoRoot() {
        assertThatThrownBy(() -> Lineage.at(new Window(1), A).then(Optional.empty(), B))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "1 A",
                "1 A\n\n",
                "1 A M\n",
                "01 A\n",
                "-1 A\n",
                "1  A\n",
                "1 A M\n3 B\n",
                "1 A M\n1 B\n",
                "1 A -\n2 B\n",
                "1 A\n2 B\n",
                "1 A M\n2 B\n3 A\n",
                "9999999999999999 A\n",
                "1 A M M\n2 B\n"
            })
    void anyOtherTextIsRefused(String text) {
        byte[] bytes = text.replace("A", A.toString())
                .replace("B", B.toString())
                .replace("M", MANIFEST.toString())
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Lineage.parse(bytes)).isInstanceOf(MalformedException.class);
    }

    @Test
    void whateverBytesComeOnlyAMalformedOneEscapes() {
        byte[] good =
                Lineage.at(new Window(7), A).then(Optional.of(MANIFEST), B).bytes();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                assertThat(Lineage.parse(bad).bytes()).as("case %d", i).isEqualTo(bad);
            } catch (MalformedException e) {
                assertThat(e).as("case %d", i).hasMessageContaining("found");
            }
        }
    }
}
