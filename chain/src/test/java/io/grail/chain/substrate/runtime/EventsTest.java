package io.grail.chain.substrate.runtime;

import static io.grail.chain.substrate.Vectors.ALICE;
import static io.grail.chain.substrate.Vectors.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.substrate.RuntimeText;
import io.grail.chain.substrate.metadata.StorageEntry;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final Value WEIGHT = Value.struct(Map.of("ref_time", Value.of(9), "proof_size", Value.of(0)));
    private static final Value DISPATCH =
            Value.struct(Map.of("weight", WEIGHT, "class", Value.variant("Normal"), "pays_fee", Value.variant("No")));
    private static final Value NO_SLOT = module(7, 4);

    private static Value module(int pallet, int error) {
        Value four = Value.of(new byte[] {(byte) error, 0, 0, 0});
        return Value.variant("Module", Value.struct(Map.of("index", Value.of(pallet), "error", four)));
    }

    private static Value record(Value phase, String pallet, String event, Value content) {
        Value named = Value.variant(pallet, Value.variant(event, content));
        return Value.struct(Map.of("phase", phase, "event", named, "topics", Value.items()));
    }

    private static Value in(int extrinsic, String pallet, String event, Value content) {
        return record(Value.variant("ApplyExtrinsic", Value.of(extrinsic)), pallet, event, content);
    }

    private static Value success(int extrinsic) {
        return in(extrinsic, "System", "ExtrinsicSuccess", Value.struct(Map.of("dispatch_info", DISPATCH)));
    }

    private static Value failure(int extrinsic, Value error) {
        Value content = Value.struct(Map.of("dispatch_error", error, "dispatch_info", DISPATCH));
        return in(extrinsic, "System", "ExtrinsicFailed", content);
    }

    /** The events as a node stores them, read back. */
    private static List<Event> events(Value... records) {
        StorageEntry entry = RuntimeText.subtensor().pallets().getFirst().storage().orElseThrow().entries().stream()
                .filter(e -> e.name().equals("Events"))
                .findFirst()
                .orElseThrow();
        byte[] stored = RUNTIME.codec().encode(entry.value(), new Value.Items(Arrays.asList(records)));
        return RUNTIME.events(Optional.of(Bytes.of(stored)));
    }

    private static Optional<CallOutcome> outcome(int extrinsic, Value... records) {
        return CallOutcome.of(events(records), extrinsic, RUNTIME);
    }

    @Test
    void eventsTellTheirExtrinsicTheirNameAndTheirContent() {
        Value account = Value.struct(Map.of("account", ALICE));
        List<Event> events = events(
                record(Value.variant("Initialization"), "System", "NewAccount", account),
                in(2, "SubtensorModule", "WeightsSet", Value.numbers(1, 7)));
        assertThat(events).hasSize(2);
        assertThat(events.getFirst().extrinsic()).isEqualTo(OptionalLong.empty());
        assertThat(events.getFirst().content().field("account")).isEqualTo(ALICE);
        assertThat(events.getLast())
                .isEqualTo(new Event(OptionalLong.of(2), "SubtensorModule.WeightsSet", Value.numbers(1, 7)));
        assertThat(RUNTIME.events(Optional.empty())).isEmpty();
    }

    @Test
    void onlyTheEventsOfTheExtrinsicItselfTellItsOutcome() {
        Value[] block = {success(0), failure(1, NO_SLOT), success(2)};
        assertThat(outcome(0, block)).contains(new CallOutcome.Succeeded());
        assertThat(outcome(2, block)).contains(new CallOutcome.Succeeded());
        assertThat(outcome(1, block))
                .contains(new CallOutcome.Failed(new DispatchFailure(
                        "SubtensorModule.HotKeyNotRegisteredInSubNet", "The hotkey is not registered in subnet")));
        assertThat(outcome(3, block)).isEmpty();
    }

    @Test
    void aCallThatFailedInsideAnotherDidNotSucceed() {
        Value interrupted = Value.struct(Map.of("index", Value.of(0), "error", NO_SLOT));
        assertThat(outcome(1, in(1, "Utility", "BatchInterrupted", interrupted), success(1)))
                .hasValueSatisfying(outcome -> assertThat(outcome)
                        .isEqualTo(new CallOutcome.InnerFailed("Utility.BatchInterrupted", RUNTIME.moduleError(7, 4))));
        Value refused = Value.struct(Map.of("sudo_result", Value.variant("Err", Value.variant("BadOrigin"))));
        assertThat(outcome(1, in(1, "Sudo", "Sudid", refused), success(1)))
                .contains(new CallOutcome.InnerFailed("Sudo.Sudid", new DispatchFailure("BadOrigin", "")));
        Value done = Value.struct(Map.of("sudo_result", Value.variant("Ok", Value.nothing())));
        assertThat(outcome(1, in(1, "Sudo", "Sudid", done), success(1))).contains(new CallOutcome.Succeeded());
    }

    @Test
    void errorsHaveTheNamesOfTheRuntime() {
        assertThat(RUNTIME.moduleError(0, 5).name()).isEqualTo("System.CallFiltered");
        assertThat(RUNTIME.moduleError(7, 4).shortName()).isEqualTo("HotKeyNotRegisteredInSubNet");
        assertThat(RUNTIME.failure(Value.variant("Token", Value.variant("FundsUnavailable"))))
                .isEqualTo(new DispatchFailure("Token.FundsUnavailable", ""));
        assertThatThrownBy(() -> RUNTIME.moduleError(7, 99))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("error 99 of SubtensorModule");
        assertThatThrownBy(() -> RUNTIME.moduleError(99, 0)).hasMessageContaining("no pallet 99");
    }
}
