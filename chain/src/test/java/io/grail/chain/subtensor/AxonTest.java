package io.grail.chain.subtensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.substrate.Vectors;
import io.grail.chain.substrate.value.Value;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AxonTest {
    private static final Axon AXON = new Axon(InetAddress.ofLiteral("8.8.8.8"), 8_091, Axon.PROTOCOL, 10_002_000);

    @Test
    void whatIsServedIsTheBytesOfTheRealRuntimesMetadata() {
        assertThat(AXON.serve(1).encode(Vectors.RUNTIME))
                .isEqualTo(Vectors.of("calls", "serve_axon(1,10002000,8.8.8.8,8091,4,4,0,0)"));
    }

    /** As the chain stores it: what was served, and the block. */
    private static Value stored(Axon axon) {
        Map<String, Value> fields = new HashMap<>(axon.serve(1).arguments());
        fields.put("block", Value.of(7));
        return Value.struct(fields);
    }

    @Test
    void whatIsStoredIsReadAsItWasServed() {
        assertThat(Axon.read(stored(AXON))).contains(AXON);
        Axon six = new Axon(InetAddress.ofLiteral("2001:db8::1"), 1, 0, 0xffff_ffffL);
        assertThat(Axon.read(stored(six))).contains(six);
    }

    @Test
    void whatNobodyCanReachIsNoAxon() {
        Map<String, Value> fields = new HashMap<>(AXON.serve(1).arguments());
        fields.put("port", Value.of(0));
        assertThat(Axon.read(Value.struct(fields))).isEmpty();
        fields.put("port", Value.of(1));
        fields.put("ip", Value.of(0x7f00_0001));
        assertThat(Axon.read(Value.struct(fields))).isEmpty();
        assertThatThrownBy(() -> new Axon(InetAddress.ofLiteral("127.0.0.1"), 1, 4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
        assertThatThrownBy(() -> new Axon(InetAddress.ofLiteral("8.8.8.8"), 65_536, 4, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Axon(InetAddress.ofLiteral("8.8.8.8"), 0, 4, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
