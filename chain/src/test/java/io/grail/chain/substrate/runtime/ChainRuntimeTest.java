package io.grail.chain.substrate.runtime;

import static io.grail.chain.substrate.Vectors.ALICE;
import static io.grail.chain.substrate.Vectors.BOB;
import static io.grail.chain.substrate.Vectors.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.substrate.MetadataWriter;
import io.grail.chain.substrate.RuntimeText;
import io.grail.chain.substrate.metadata.MetadataReader;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.value.RandomValues;
import io.grail.chain.substrate.value.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainRuntimeTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16})
    void aRuntimeReadFromBytesSpeaksAsTheOneThatWasWritten(int version) {
        byte[] bytes = MetadataWriter.write(RuntimeText.subtensor(), version);
        ChainRuntime read = new ChainRuntime(MetadataReader.read(bytes));
        Map<String, Value> transfer = Map.of("dest", Value.variant("Id", BOB), "value", Value.of(1_000_000_000));
        assertThat(read.call("Balances.transfer_keep_alive", transfer))
                .isEqualTo(RUNTIME.call("Balances.transfer_keep_alive", transfer))
                .isEqualTo(Bytes.fromHex("050300" + BOB.bytes().toString().substring(2) + "02286bee"));
        assertThat(read.storage("SubtensorModule.Uids").key(Value.of(1), ALICE))
                .isEqualTo(RUNTIME.storage("SubtensorModule.Uids").key(Value.of(1), ALICE));
        assertThat(read.constant("System.BlockHashCount")).isEqualTo(Value.of(2_400));
        assertThat(read.hasApi("NeuronInfoRuntimeApi_get_neurons_lite")).isEqualTo(version > 14);
    }

    @Test
    void functionsTakeTheirArgumentsAndGiveTheirResults() {
        ApiFunction function = RUNTIME.api("SubnetInfoRuntimeApi_get_selective_mechagraph");
        assertThat(function.arguments(Value.of(1), Value.of(0), Value.numbers(52, 56)))
                .isEqualTo(Bytes.fromHex("0100" + "00" + "0834003800"));
        assertThatThrownBy(() -> function.arguments(Value.of(1))).hasMessageContaining("got 1 arguments");
        assertThatThrownBy(() -> function.arguments(Value.of(1), Value.of(256), Value.numbers()))
                .hasMessage("SubnetInfoRuntimeApi_get_selective_mechagraph.mecid: 256 does not fit u8");
        assertThat(function.result(Bytes.fromHex("00")).option()).isEmpty();
    }

    @Test
    void aMetagraphIsReadByTheTypeThatTheRuntimeNames() {
        ApiFunction function = RUNTIME.api("NeuronInfoRuntimeApi_get_neurons_lite");
        RandomValues random = new RandomValues(RUNTIME.metadata().types(), new SplittableRandom(5));
        int type = function.method().output();
        Value neurons = random.of(type);
        while (neurons.list().size() < 3) {
            neurons = random.of(type);
        }
        byte[] bytes = RUNTIME.codec().encode(type, neurons);
        assertThat(function.result(Bytes.of(bytes))).isEqualTo(neurons);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> function.result(Bytes.of(cut)))
                .hasMessageStartingWith("NeuronInfoRuntimeApi_get_neurons_lite[");
    }
}
