package io.grail.chain.rpc.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.rpc.RpcException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HexTest {
    @ParameterizedTest
    @CsvSource({"0x0, 0", "0x79, 121", "0x00000079, 121", "0x000000000000000000000079, 121", "0xffffffff, 4294967295"})
    void numbersMayBeginWithZeros(String text, long number) {
        assertThat(Hex.number(text, "number")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0x", "79", "0x100000000", "0xg", "0x-1", "0x+1", "x079", "0x 1"})
    void whatIsNoNumberIsNamed(String text) {
        assertThatThrownBy(() -> Hex.number(text, "header.number"))
                .isInstanceOf(RpcException.Malformed.class)
                .hasMessageContaining("header.number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0x0", "00", "0xzz", "0x0 "})
    void whatIsNoBytesIsNamed(String text) {
        assertThatThrownBy(() -> Hex.bytes(text, "key"))
                .isInstanceOf(RpcException.Malformed.class)
                .hasMessageContaining("key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x", "0x00", "0x00ff"})
    void bytesAreWrittenAsTheyAreRead(String text) {
        assertThat(Hex.write(Hex.bytes(text, "key"))).isEqualTo(text);
    }
}
