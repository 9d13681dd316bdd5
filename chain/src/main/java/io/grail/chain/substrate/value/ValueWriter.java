package io.grail.chain.substrate.value;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Field;
import io.grail.chain.substrate.metadata.Primitive;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.Type;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.Limits;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Writes a value of a type that a registry describes; what does not fit is a {@link ScaleException} that says where.
 */
record ValueWriter(TypeRegistry types, ScaleWriter out) {
    void write(int id, Value value) {
        write(id, value, 0);
    }

    private void write(int id, Value value, int depth) {
        if (depth > Limits.DEFAULT.depth()) {
            throw new ScaleException("values nested deeper than " + Limits.DEFAULT.depth());
        }
        Type type = types.type(id);
        switch (type.shape()) {
            case Shape.Composite composite -> fields(type.name(), composite.fields(), value, depth);
            case Shape.Variants variants -> variant(type, variants.cases(), value, depth);
            case Shape.Sequence sequence -> items(sequence.item(), -1, value, depth);
            case Shape.FixedArray array -> items(array.item(), array.length(), value, depth);
            case Shape.Tuple tuple -> tuple(tuple.items(), value, depth);
            case Shape.Simple simple -> simple(simple.primitive(), value);
            case Shape.Compact compact -> compact(compact.type(), value);
            case Shape.Bits bits -> new BitWords(types, bits).write(value, out);
        }
    }

    private void fields(String owner, List<Field> fields, Value value, int depth) {
        if (fields.size() == 1 && fields.getFirst().name().isEmpty()) {
            write(fields.getFirst().type(), value, depth + 1);
            return;
        }
        if (fields.isEmpty() || fields.getFirst().name().isEmpty()) {
            tuple(fields.stream().map(Field::type).toList(), value, depth);
            return;
        }
        if (!(value instanceof Value.Struct(SequencedMap<String, Value> given))) {
            List<String> names =
                    fields.stream().map(f -> f.name().orElseThrow()).toList();
            throw new ScaleException(value.kind() + ", expected " + owner + " with the fields " + names);
        }
        SequencedMap<String, Value> rest = new LinkedHashMap<>(given);
        for (Field field : fields) {
            String name = field.name().orElseThrow();
            Value part = rest.remove(name);
            if (part == null) {
                throw new ScaleException(owner + " lacks " + name + " among " + given.keySet());
            }
            try {
                write(field.type(), part, depth + 1);
            } catch (ScaleException e) {
                throw e.inside(name);
            }
        }
        if (!rest.isEmpty()) {
            throw new ScaleException(owner + " does not know " + rest.keySet());
        }
    }

    private void variant(Type type, List<Case> cases, Value value, int depth) {
        if (!(value instanceof Value.Variant(String name, Value content))) {
            throw new ScaleException(value.kind() + ", expected a case of " + type.name());
        }
        for (Case option : cases) {
            if (option.name().equals(name)) {
                out.u8(option.index());
                try {
                    fields(name, option.fields(), content, depth);
                } catch (ScaleException e) {
                    throw e.inside(name);
                }
                return;
            }
        }
        throw new ScaleException("the case " + name + ", which " + type.name() + " does not have");
    }

    /** Items of one type; {@code length} is that of an array, or −1 for a list, whose length is written first. */
    private void items(int item, long length, Value value, int depth) {
        boolean octets =
                types.type(item).shape() instanceof Shape.Simple(Primitive primitive) && primitive == Primitive.U8;
        if (octets && value instanceof Value.Blob(Bytes bytes)) {
            writeLength(length, bytes.length());
            out.fixed(bytes);
            return;
        }
        if (octets || !(value instanceof Value.Items(List<Value> items))) {
            throw new ScaleException(value.kind() + ", expected " + (octets ? "bytes" : "a list"));
        }
        writeLength(length, items.size());
        for (int i = 0; i < items.size(); i++) {
            item(i, item, items.get(i), depth);
        }
    }

    private void writeLength(long expected, int found) {
        if (expected < 0) {
            out.compact(found);
        } else if (found != expected) {
            throw new ScaleException(found + " items, expected " + expected);
        }
    }

    private void item(int index, int type, Value value, int depth) {
        try {
            write(type, value, depth + 1);
        } catch (ScaleException e) {
            throw e.insideItem(index);
        }
    }

    private void tuple(List<Integer> types, Value value, int depth) {
        if (!(value instanceof Value.Items(List<Value> items)) || items.size() != types.size()) {
            throw new ScaleException(value.kind() + ", expected a tuple of " + types.size());
        }
        for (int i = 0; i < items.size(); i++) {
            item(i, types.get(i), items.get(i), depth);
        }
    }

    private void simple(Primitive primitive, Value value) {
        switch (primitive) {
            case BOOL -> out.bool(value.bool());
            case CHAR -> {
                if (!(value instanceof Value.Char(int codePoint))) {
                    throw new ScaleException(value.kind() + ", expected a character");
                }
                out.u32(codePoint);
            }
            case STR -> out.text(value.text());
            case U8, U16, U32, U64, U128, U256 -> out.unsigned(value.number(), primitive.bytes());
            case I8, I16, I32, I64, I128, I256 -> out.signed(value.number(), primitive.bytes());
        }
    }

    private void compact(int type, Value value) {
        CompactType compact = CompactType.of(types, type);
        Value number = compact.unwrap(value);
        if (compact.bytes() > 0) {
            compact.requireFits(number.number());
            out.compact(number.number());
        }
    }
}
