package io.grail.chain.substrate.value;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Field;
import io.grail.chain.substrate.metadata.Primitive;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.TypeRegistry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Values of any type of a registry; lists become empty and cases the first one as they lie deeper.
 *
 * <p>A type without values, an enum of no cases, throws {@link NoSuchElementException}.
 */
public record RandomValues(TypeRegistry types, SplittableRandom random) {
    private static final int DEEP = 6;

    /** Any value of type {@code type}. */
    public Value of(int type) {
        return of(type, 0);
    }

    private Value of(int type, int depth) {
        return switch (types.type(type).shape()) {
            case Shape.Composite composite -> fields(composite.fields(), depth);
            case Shape.Variants(List<Case> cases)
            when cases.isEmpty() -> throw new NoSuchElementException("type " + type + " has no values");
            case Shape.Variants variants -> {
                Case any = variants.cases()
                        .get(depth > DEEP ? 0 : random.nextInt(variants.cases().size()));
                yield new Value.Variant(any.name(), fields(any.fields(), depth));
            }
            case Shape.Sequence list -> items(list.item(), depth > DEEP ? 0 : random.nextInt(4), depth);
            case Shape.FixedArray array -> items(array.item(), (int) array.length(), depth);
            case Shape.Tuple tuple -> tuple(tuple.items(), depth);
            case Shape.Simple simple -> simple(simple.primitive());
            case Shape.Compact compact -> {
                CompactType inner = CompactType.of(types, compact.type());
                yield inner.wrap(inner.bytes() == 0 ? Value.nothing() : Value.of(number(8 * inner.bytes())));
            }
            case Shape.Bits _ -> new Value.Bits(list(random.nextInt(70), i -> random.nextBoolean()));
        };
    }

    private Value fields(List<Field> fields, int depth) {
        if (fields.size() == 1 && fields.getFirst().name().isEmpty()) {
            return of(fields.getFirst().type(), depth + 1);
        }
        if (fields.isEmpty() || fields.getFirst().name().isEmpty()) {
            return tuple(fields.stream().map(Field::type).toList(), depth);
        }
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.name().orElseThrow(), of(field.type(), depth + 1)));
        return new Value.Struct(values);
    }

    private Value tuple(List<Integer> items, int depth) {
        return new Value.Items(list(items.size(), i -> of(items.get(i), depth + 1)));
    }

    private Value items(int item, int length, int depth) {
        if (types.type(item).shape() instanceof Shape.Simple(Primitive primitive) && primitive == Primitive.U8) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return Value.of(bytes);
        }
        return new Value.Items(list(length, i -> of(item, depth + 1)));
    }

    private static <T> List<T> list(int length, IntFunction<T> item) {
        return new ArrayList<>(IntStream.range(0, length).mapToObj(item).toList());
    }

    private Value simple(Primitive primitive) {
        return switch (primitive) {
            case BOOL -> Value.of(random.nextBoolean());
            case CHAR -> new Value.Char(random.nextInt(0xd800));
            case STR -> Value.of(Character.toString(random.nextInt(0xd800)).repeat(random.nextInt(3)));
            case U8, U16, U32, U64, U128, U256 -> Value.of(number(8 * primitive.bytes()));
            case I8, I16, I32, I64, I128, I256 -> {
                BigInteger magnitude = number(8 * primitive.bytes() - 1);
                yield Value.of(random.nextBoolean() ? magnitude : magnitude.not());
            }
        };
    }

    /** Of any length up to {@code bits}, so that small ones occur. */
    private BigInteger number(int bits) {
        byte[] raw = new byte[bits / 8 + 1];
        random.nextBytes(raw);
        return new BigInteger(1, raw).shiftRight(8 * raw.length - random.nextInt(bits + 1));
    }
}
