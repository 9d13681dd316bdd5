package io.grail.chain.substrate.runtime;

import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;
import java.util.OptionalLong;

/**
 * Something that a block's execution tells.
 *
 * @param extrinsic the place in the block of the extrinsic that caused it; empty if the block itself did
 * @param name {@code Pallet.Event}
 */
public record Event(OptionalLong extrinsic, String name, Value content) {
    /** Reads one record of {@code System.Events}. */
    static Event of(Value item) {
        Value.Variant phase = item.field("phase").asVariant();
        Value.Variant pallet = item.field("event").asVariant();
        Value.Variant event = pallet.content().asVariant();
        OptionalLong extrinsic = switch (phase.name()) {
            case "ApplyExtrinsic" -> OptionalLong.of(phase.content().asLong());
            case "Initialization", "Finalization" -> OptionalLong.empty();
            default -> throw new ScaleException("an event in a phase named " + phase.name());
        };
        return new Event(extrinsic, pallet.name() + "." + event.name(), event.content());
    }
}
