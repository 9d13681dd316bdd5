package io.grail.chain.substrate.value;

import io.grail.chain.substrate.metadata.Field;
import io.grail.chain.substrate.metadata.Primitive;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.scale.ScaleException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which numbers a compact may hold, seen through composites of one field such as {@code NetUid(u16)}.
 *
 * @param bytes width of the number inside; 0 for {@code ()}
 * @param name the field's name if the composite has one, which then is a {@link Value.Struct}
 */
record CompactType(int bytes, Optional<String> name) {
    /** Nobody wraps a number oftener; more is a type that contains itself. */
    private static final int MOST_WRAPPERS = 8;

    static CompactType of(TypeRegistry types, int type) {
        return of(types, type, MOST_WRAPPERS);
    }

    private static CompactType of(TypeRegistry types, int type, int wrappers) {
        return switch (types.type(type).shape()) {
            case Shape.Simple(Primitive primitive)
            when primitive.isUnsigned() -> new CompactType(primitive.bytes(), Optional.empty());
            case Shape.Tuple(List<Integer> items) when items.isEmpty() -> new CompactType(0, Optional.empty());
            case Shape.Composite(List<Field> fields)
            when fields.size() == 1 && wrappers > 0 -> {
                CompactType inner = of(types, fields.getFirst().type(), wrappers - 1);
                if (inner.name().isPresent()) {
                    throw new ScaleException("a compact composite of composites with named fields");
                }
                yield new CompactType(inner.bytes(), fields.getFirst().name());
            }
            default ->
                throw new ScaleException("a compact " + types.type(type).name() + ", expected an unsigned number");
        };
    }

    void requireFits(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 8 * bytes) {
            throw new ScaleException(value + " does not fit a compact u" + 8 * bytes);
        }
    }

    Value wrap(Value number) {
        if (name.isEmpty()) {
            return number;
        }
        SequencedMap<String, Value> fields = new LinkedHashMap<>();
        fields.put(name.get(), number);
        return new Value.Struct(fields);
    }

    Value unwrap(Value value) {
        return name.isEmpty() ? value : value.field(name.get());
    }
}
