package io.grail.chain.substrate.metadata;

import io.grail.chain.substrate.scale.ScaleException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** All types of a runtime, by id. Every id that a type names is one of a type of the registry. */
public final class TypeRegistry {
    /** Types made of nothing lie no deeper in each other than this, or count as something. */
    private static final int MOST_PASSES = 8;

    private final List<Type> types;
    private final BitSet empty;

    /**
     * The registry of these types; a type's id is its place in the list.
     *
     * @throws ScaleException naming a type that refers to one that is not there
     */
    public TypeRegistry(List<Type> types) {
        this.types = List.copyOf(types);
        for (int id = 0; id < types.size(); id++) {
            int from = id;
            parts(types.get(id).shape()).forEach(to -> requireKnown(from, to));
        }
        this.empty = emptyTypes();
    }

    /**
     * The type with this id.
     *
     * @throws ScaleException if there is none
     */
    public Type type(int id) {
        if (id < 0 || id >= types.size()) {
            throw new ScaleException("type " + id + ", expected one of the " + types.size() + " of the metadata");
        }
        return types.get(id);
    }

    public int size() {
        return types.size();
    }

    /** Whether values of this type take no bytes, so that there is nothing to know of them. */
    public boolean isEmpty(int id) {
        return empty.get(id);
    }

    private void requireKnown(int from, int to) {
        if (to < 0 || to >= types.size()) {
            throw new ScaleException("type " + from + " (" + types.get(from).name() + ") refers to type " + to
                    + ", but the metadata has " + types.size());
        }
    }

    private static IntStream parts(Shape shape) {
        return switch (shape) {
            case Shape.Composite composite -> composite.fields().stream().mapToInt(Field::type);
            case Shape.Variants variants ->
                variants.cases().stream()
                        .flatMap(option -> option.fields().stream())
                        .mapToInt(Field::type);
            case Shape.Sequence sequence -> IntStream.of(sequence.item());
            case Shape.FixedArray array -> IntStream.of(array.item());
            case Shape.Tuple tuple -> tuple.items().stream().mapToInt(Integer::intValue);
            case Shape.Simple _ -> IntStream.empty();
            case Shape.Compact compact -> IntStream.of(compact.type());
            case Shape.Bits bits -> IntStream.of(bits.store(), bits.order());
        };
    }

    /**
     * Starts from what is made of nothing and adds what is made of that alone; a type that contains itself never is.
     * Hostile types could ask for as many passes as there are types.
     */
    private BitSet emptyTypes() {
        BitSet found = new BitSet(types.size());
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            for (int id = 0; id < types.size(); id++) {
                if (!found.get(id) && isMadeOf(types.get(id).shape(), found)) {
                    found.set(id);
                }
            }
        }
        return found;
    }

    private static boolean isMadeOf(Shape shape, BitSet nothing) {
        return switch (shape) {
            case Shape.Composite _, Shape.Tuple _, Shape.Compact _ ->
                parts(shape).allMatch(nothing::get);
            case Shape.FixedArray array -> array.length() == 0 || nothing.get(array.item());
            case Shape.Variants _, Shape.Sequence _, Shape.Simple _, Shape.Bits _ -> false;
        };
    }
}
