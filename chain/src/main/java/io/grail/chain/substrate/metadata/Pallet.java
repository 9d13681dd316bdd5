package io.grail.chain.substrate.metadata;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A module of a runtime.
 *
 * @param index the byte that names it in calls, events and errors, 0 to 255
 * @param enums its calls, events and errors
 */
public record Pallet(String name, int index, Optional<Storage> storage, Enums enums, List<Constant> constants) {
    /** The types of a pallet's calls, events and errors, where it has any; each is a variant. */
    public record Enums(OptionalInt calls, OptionalInt events, OptionalInt errors) {}
}
