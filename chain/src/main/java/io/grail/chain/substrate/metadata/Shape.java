package io.grail.chain.substrate.metadata;

import java.util.List;
import java.util.Locale;

/** How values of a type are written; the numbers named {@code type}, {@code item} and so on are ids of types. */
public sealed interface Shape {
    /** All fields, one after the other. */
    record Composite(List<Field> fields) implements Shape {}

    /** A byte that names the case, then its fields. */
    record Variants(List<Case> cases) implements Shape {}

    /** The number of items as a compact, then the items. */
    record Sequence(int item) implements Shape {}

    /** {@code length} items, 0 to 2³² − 1. */
    record FixedArray(long length, int item) implements Shape {}

    /** One value of each type. */
    record Tuple(List<Integer> items) implements Shape {}

    /** A number, a boolean, a character or text. */
    record Simple(Primitive primitive) implements Shape {}

    /** A number in as many bytes as it needs; {@code type} says which numbers there are. */
    record Compact(int type) implements Shape {}

    /**
     * The number of bits as a compact, then the bits in whole words.
     *
     * @param store the word's type, u8 to u64
     * @param order the type that is named {@code Lsb0} or {@code Msb0}
     */
    record Bits(int store, int order) implements Shape {}

    /** For people, where the type has no name of its own. */
    default String describe() {
        return switch (this) {
            case Composite _ -> "a composite";
            case Variants _ -> "a variant";
            case Sequence _ -> "a list";
            case FixedArray array -> "an array of " + array.length();
            case Tuple tuple -> "a tuple of " + tuple.items().size();
            case Simple simple -> simple.primitive().name().toLowerCase(Locale.ROOT);
            case Compact _ -> "a compact number";
            case Bits _ -> "bits";
        };
    }
}
