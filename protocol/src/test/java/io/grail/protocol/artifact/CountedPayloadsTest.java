package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedPayloadsTest {
    @Test
    void aPayloadIsRememberedForSoManyWindowsAndNoLonger() {
        CountedPayloads counted = CountedPayloads.none().after(new Window(5), List.of(hash(1)));
        for (int w = 6; w < 5 + CountedPayloads.WINDOWS; w++) {
            counted = counted.after(new Window(w), List.of(hash(w)));
            assertThat(counted.contains(hash(1))).as("after window %d", w).isTrue();
        }
        counted = counted.after(new Window(5 + CountedPayloads.WINDOWS), List.of());
        assertThat(counted.contains(hash(1))).isFalse();
        assertThat(counted.contains(hash(6))).isTrue();
    }

    @Test
    void whatIsWrittenIsReadAndNothingElse() {
        CountedPayloads counted = CountedPayloads.none().after(new Window(5), List.of(hash(1), hash(2), hash(3)));
        byte[] bytes = counted.toBytes();

        assertThat(CountedPayloads.fromBytes(bytes)).isEqualTo(counted);
        for (int i = 0; i < bytes.length; i++) {
            byte[] cut = Arrays.copyOf(bytes, i);
            assertThatThrownBy(() -> CountedPayloads.fromBytes(cut)).isInstanceOf(MalformedException.class);
        }
        byte[] unordered = bytes.clone();
        unordered[bytes.length - 40] = 0; // first byte of the last hash, which is no longer the largest
        assertThatThrownBy(() -> CountedPayloads.fromBytes(unordered)).isInstanceOf(MalformedException.class);
    }

    private static Hash hash(int number) {
        return Hash.sha256(new byte[] {(byte) number});
    }
}
