package io.grail.bench.substrate;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Field;
import io.grail.chain.substrate.metadata.Primitive;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A value of any type that is as large as a subnet's: lists hold {@code neurons} items, lists within lists two, and
 * every option holds something.
 */
record SampleValue(TypeRegistry types, int neurons) {
    private static final int INNER = 2;
    private static final int BYTES = 32;
    /** What a u16 of a metagraph is like: more than a compact's single byte. */
    private static final int NUMBER = 30_000;

    Value of(int type) {
        return of(type, neurons);
    }

    private Value of(int type, int length) {
        return switch (types.type(type).shape()) {
            case Shape.Composite composite -> fields(composite.fields(), length);
            case Shape.Variants variants -> {
                Case last = variants.cases().getLast();
                yield Value.variant(last.name(), fields(last.fields(), length));
            }
            case Shape.Sequence list -> items(list.item(), length, BYTES);
            case Shape.FixedArray array -> items(array.item(), (int) array.length(), (int) array.length());
            case Shape.Tuple tuple ->
                new Value.Items(
                        tuple.items().stream().map(item -> of(item, length)).toList());
            case Shape.Simple simple -> simple(simple.primitive());
            case Shape.Compact compact -> of(compact.type(), length);
            case Shape.Bits _ -> new Value.Bits(List.of(true, false));
        };
    }

    private Value fields(List<Field> fields, int length) {
        if (fields.size() == 1 && fields.getFirst().name().isEmpty()) {
            return of(fields.getFirst().type(), length);
        }
        if (fields.isEmpty() || fields.getFirst().name().isEmpty()) {
            return new Value.Items(
                    fields.stream().map(field -> of(field.type(), length)).toList());
        }
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.name().orElseThrow(), of(field.type(), length)));
        return new Value.Struct(values);
    }

    private Value items(int item, int length, int bytes) {
        boolean octets =
                types.type(item).shape() instanceof Shape.Simple(Primitive primitive) && primitive == Primitive.U8;
        return octets ? Value.of(new byte[bytes]) : new Value.Items(Collections.nCopies(length, of(item, INNER)));
    }

    private static Value simple(Primitive primitive) {
        return switch (primitive) {
            case BOOL -> Value.of(true);
            case CHAR -> new Value.Char('a');
            case STR -> Value.of("text");
            case U8, I8 -> Value.of(100);
            case U16, U32, U64, U128, U256, I16, I32, I64, I128, I256 -> Value.of(NUMBER);
        };
    }
}
