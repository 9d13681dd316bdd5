package io.grail.chain.substrate.runtime;

import static io.grail.chain.substrate.Vectors.BOB;
import static io.grail.chain.substrate.Vectors.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.substrate.Vectors;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallVectorsTest {
    private static final Map<String, Value> WEIGHTS = Map.of(
            "netuid", Value.of(1),
            "dests", Value.numbers(0, 3),
            "weights", Value.numbers(100, 65_535),
            "version_key", Value.of(0));

    private static final Map<String, Value> COMMIT = Map.of(
            "netuid", Value.of(1),
            "commit", Value.of(new byte[] {1, 2, 3}),
            "reveal_round", Value.of(1_000),
            "commit_reveal_version", Value.of(4));

    private static Map<String, Value> with(Map<String, Value> arguments, String name, Value value) {
        Map<String, Value> all = new HashMap<>(arguments);
        all.put(name, value);
        return all;
    }

    private static Bytes commitment(Value data) {
        Value info = Value.struct(Map.of("fields", Value.items(data)));
        return RUNTIME.call("Commitments.set_commitment", Map.of("netuid", Value.of(1), "info", info));
    }

    private static Value remark(int content) {
        return RUNTIME.callValue("System.remark", Map.of("remark", Value.of(new byte[] {(byte) content})));
    }

    @Test
    void callsAreTheBytesThatTheRealRuntimesMetadataGives() {
        Map<String, Bytes> calls = new LinkedHashMap<>();
        calls.put("set_weights(1,[0,3],[100,65535],0)", RUNTIME.call("SubtensorModule.set_weights", WEIGHTS));
        calls.put(
                "set_mechanism_weights(1,0,[0,3],[100,65535],7)",
                RUNTIME.call(
                        "SubtensorModule.set_mechanism_weights",
                        with(with(WEIGHTS, "mecid", Value.of(0)), "version_key", Value.of(7))));
        calls.put(
                "commit_timelocked_weights(1,0x010203,1000,4)",
                RUNTIME.call("SubtensorModule.commit_timelocked_weights", COMMIT));
        calls.put(
                "commit_timelocked_mechanism_weights(1,0,0x010203,1000,4)",
                RUNTIME.call(
                        "SubtensorModule.commit_timelocked_mechanism_weights", with(COMMIT, "mecid", Value.of(0))));
        calls.put(
                "burned_register(1,Bob)",
                RUNTIME.call("SubtensorModule.burned_register", Map.of("netuid", Value.of(1), "hotkey", BOB)));
        calls.put("serve_axon(1,10002000,8.8.8.8,8091,4,4,0,0)", serveAxon());
        calls.put(
                "set_commitment(1,[Raw6 \"bucket\"])",
                commitment(Value.variant("Raw6", Value.of("bucket".getBytes(StandardCharsets.UTF_8)))));
        calls.put("set_commitment(1,[BigRaw 0xaabb])", commitment(Value.variant("BigRaw", Value.of(new byte[] {
            (byte) 0xaa, (byte) 0xbb
        }))));
        Value sealed = Value.struct(Map.of("encrypted", Value.of(new byte[] {1, 2}), "reveal_round", Value.of(1_000)));
        calls.put(
                "set_commitment(1,[TimelockEncrypted(0x0102,1000)])",
                commitment(Value.variant("TimelockEncrypted", sealed)));
        calls.put(
                "batch_all([remark(0x01),remark(0x02)])",
                RUNTIME.call("Utility.batch_all", Map.of("calls", Value.items(remark(1), remark(2)))));
        assertThat(calls).containsExactlyInAnyOrderEntriesOf(Vectors.section("calls"));
    }

    private static Bytes serveAxon() {
        Map<String, Value> axon = Map.of(
                "netuid", Value.of(1),
                "version", Value.of(10_002_000),
                "ip", Value.of(0x0808_0808),
                "port", Value.of(8_091),
                "ip_type", Value.of(4),
                "protocol", Value.of(4),
                "placeholder1", Value.of(0),
                "placeholder2", Value.of(0));
        return RUNTIME.call("SubtensorModule.serve_axon", axon);
    }

    @Test
    void argumentsThatAreMissingUnknownOrWrongAreNamed() {
        Map<String, Value> unknown = with(WEIGHTS, "tip", Value.of(1));
        assertThatThrownBy(() -> RUNTIME.call("SubtensorModule.set_weights", unknown))
                .isInstanceOf(ScaleException.class)
                .hasMessage("SubtensorModule.set_weights: set_weights does not know [tip]");
        Map<String, Value> wrong = with(WEIGHTS, "dests", Value.numbers(1, 70_000));
        assertThatThrownBy(() -> RUNTIME.call("SubtensorModule.set_weights", wrong))
                .hasMessage("SubtensorModule.set_weights.dests[1]: 70000 does not fit u16");
        assertThatThrownBy(() -> RUNTIME.call("SubtensorModule.set_weights", Map.of()))
                .isInstanceOf(ScaleException.class);
    }

    @Test
    void whatTheRuntimeDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> RUNTIME.call("SubtensorModule.set_wieghts", WEIGHTS))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("no call SubtensorModule.set_wieghts");
        assertThatThrownBy(() -> RUNTIME.storage("Nowhere.Item")).isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() -> RUNTIME.api("Core_version")).isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() -> RUNTIME.constant("System.Nothing")).isInstanceOf(UnknownNameException.class);
        assertThat(RUNTIME.hasCall("SubtensorModule.set_weights")).isTrue();
        assertThat(RUNTIME.hasCall("SubtensorModule.reveal")).isFalse();
        assertThat(RUNTIME.hasStorage("SubtensorModule.SubnetEpochIndex")).isFalse();
        assertThat(RUNTIME.hasStorage("SubtensorModule.Tempo")).isTrue();
        assertThat(RUNTIME.hasApi("NeuronInfoRuntimeApi_get_neurons_lite")).isTrue();
        assertThat(RUNTIME.hasApi("NeuronInfoRuntimeApi_get")).isFalse();
    }
}
