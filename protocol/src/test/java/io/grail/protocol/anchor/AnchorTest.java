package io.grail.protocol.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AnchorTest {
    private static final Anchor ANCHOR = new Anchor(new Window(0x0102), Hash.of(filled((byte) 0xab)));

    @Test
    void hasFortyBytesWindowFirst() {
        assertThat(ANCHOR.bytes()).hasSize(Anchor.LENGTH).hasSize(40);
        assertThat(HexFormat.of().formatHex(ANCHOR.bytes())).isEqualTo("0201000000000000" + "ab".repeat(32));
        assertThat(Anchor.parse(ANCHOR.bytes())).isEqualTo(ANCHOR);
    }

    @Test
    void otherBytesAreNoAnchor() {
        byte[] negative = ANCHOR.bytes();
        negative[7] = (byte) 0x80;
        for (byte[] bytes : new byte[][] {negative, Arrays.copyOf(negative, 39), Arrays.copyOf(ANCHOR.bytes(), 41)}) {
            assertThatThrownBy(() -> Anchor.parse(bytes)).isInstanceOf(MalformedException.class);
        }
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[Hash.LENGTH];
        Arrays.fill(bytes, value);
        return bytes;
    }
}
