package io.grail.chain.substrate.value;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Field;
import io.grail.chain.substrate.metadata.Primitive;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.Type;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Reads a value of a type that a registry describes.
 *
 * <p>Total over hostile bytes and hostile types: a value or a {@link ScaleException}; the reader's limits bound depth
 * and number of values, so types that contain themselves and lists of nothing end too.
 */
record ValueReader(TypeRegistry types, ScaleReader in) {
    /** Room made for a list before its items are read: lists that lie within each other may all claim all bytes. */
    private static final int MOST_RESERVED = 256;

    Value read(int id) {
        in.descend();
        Type type = types.type(id);
        Value value = switch (type.shape()) {
            case Shape.Composite composite -> fields(composite.fields());
            case Shape.Variants variants -> variant(type, variants.cases());
            case Shape.Sequence sequence -> items(sequence.item(), in.length(leastBytes(sequence.item())));
            case Shape.FixedArray array -> items(array.item(), arrayLength(array));
            case Shape.Tuple tuple -> tuple(tuple.items());
            case Shape.Simple simple -> simple(simple.primitive());
            case Shape.Compact compact -> compact(compact.type());
            case Shape.Bits bits -> new BitWords(types, bits).read(in);
        };
        in.ascend();
        return value;
    }

    private int leastBytes(int item) {
        return types.isEmpty(item) ? 0 : 1;
    }

    private int arrayLength(Shape.FixedArray array) {
        // Items without bytes are counted one by one against the limit of values.
        if (array.length() > Integer.MAX_VALUE || (!types.isEmpty(array.item()) && array.length() > in.remaining())) {
            throw new ScaleException(
                    "an array of " + array.length() + " items, but " + in.remaining() + " bytes are left");
        }
        return (int) array.length();
    }

    private Value fields(List<Field> fields) {
        if (fields.size() == 1 && fields.getFirst().name().isEmpty()) {
            return read(fields.getFirst().type());
        }
        if (fields.isEmpty() || fields.getFirst().name().isEmpty()) {
            return tuple(fields.stream().map(Field::type).toList());
        }
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (Field field : fields) {
            String name = field.name().orElseThrow();
            try {
                values.put(name, read(field.type()));
            } catch (ScaleException e) {
                throw e.inside(name);
            }
        }
        return new Value.Struct(values);
    }

    private Value variant(Type type, List<Case> cases) {
        int index = in.u8();
        for (Case option : cases) {
            if (option.index() == index) {
                try {
                    return new Value.Variant(option.name(), fields(option.fields()));
                } catch (ScaleException e) {
                    throw e.inside(option.name());
                }
            }
        }
        throw new ScaleException("case " + index + " of " + type.name() + ", which has " + cases.size() + " others");
    }

    private Value items(int item, int length) {
        if (types.type(item).shape() instanceof Shape.Simple(Primitive primitive) && primitive == Primitive.U8) {
            return new Value.Blob(Bytes.of(in.fixed(length)));
        }
        List<Value> values = new ArrayList<>(Math.min(length, MOST_RESERVED));
        for (int i = 0; i < length; i++) {
            values.add(item(i, item));
        }
        return new Value.Items(values);
    }

    private Value item(int index, int type) {
        try {
            return read(type);
        } catch (ScaleException e) {
            throw e.insideItem(index);
        }
    }

    private Value tuple(List<Integer> items) {
        if (items.isEmpty()) {
            return Value.nothing();
        }
        List<Value> values = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            values.add(item(i, items.get(i)));
        }
        return new Value.Items(values);
    }

    private Value simple(Primitive primitive) {
        return switch (primitive) {
            case BOOL -> Value.of(in.bool());
            case CHAR -> character(in.u32());
            case STR -> Value.of(in.text());
            case U8, U16, U32, U64, U128, U256 -> Value.of(in.unsigned(primitive.bytes()));
            case I8, I16, I32, I64, I128, I256 -> Value.of(in.signed(primitive.bytes()));
        };
    }

    private static Value character(long code) {
        if (code > Character.MAX_CODE_POINT || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            throw new ScaleException("character " + code + " does not exist");
        }
        return new Value.Char((int) code);
    }

    private Value compact(int type) {
        CompactType compact = CompactType.of(types, type);
        if (compact.bytes() == 0) {
            return compact.wrap(Value.nothing());
        }
        BigInteger value = in.compact();
        compact.requireFits(value);
        return compact.wrap(Value.of(value));
    }
}
